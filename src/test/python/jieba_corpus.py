#!/usr/bin/env python3
"""Writes the corpus of sentences that word segmentation is measured against.

Needs jieba 0.42 (Debian: python3-jieba). Usage:
    python3 jieba_corpus.py > ../resources/org/sessiondesk/text/jieba-corpus.txt

The sentences are made here: patterns filled with words of our own lists and, for breadth, with words
that are drawn from jieba's dictionary by their class. One sentence a line: its kind, a tab, and what
jieba.cut gives for it, joined by "|". The draw is fixed, so that the same jieba gives the same file.
"""
import os
import random
import re
import sys

import jieba

draw = random.Random(20251010)


def lexicon():
    """Words of jieba's dictionary by class: common enough to be written, two to four characters."""
    words = {}
    path = os.path.join(os.path.dirname(jieba.__file__), "dict.txt")
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            word, count, tag = line.split()
            if re.fullmatch("[\u4e00-\u9fff]{2,4}", word):
                least = {"n": 200, "v": 200, "a": 100, "d": 100}.get(tag, 3)
                if int(count) >= least:
                    words.setdefault(tag, []).append(word)
    return words


LEXICON = lexicon()

LISTS = {
    "surname": "王 李 张 刘 陈 杨 黄 赵 周 吴 徐 孙 马 朱 胡 郭 何 林 罗 高 欧阳 司马 诸葛 上官 尉迟 慕容 邢 卞 鄢 缪".split(),
    "given": "伟 芳 娜 敏 静 丽 强 磊 军 洋 勇 艳 杰 娟 涛 明 超 秀英 桂英 晓彤 子轩 梓涵 雨桐 浩然 一诺 思远 佳怡 俊熙 沐宸 若汐 宇航 欣妍 "
    "嘉懿 煜城 懿轩 烨伟 苑博 伟泽 熠彤 鸿煊 博涛 烨霖 煜祺 翊 颢 翀 琬琰 旻昱 霏 昀".split(),
    "foreign": "约翰 玛丽 汤姆逊 史密斯 卡特 布莱恩 亚历山大 伊丽莎白 皮埃尔 弗拉基米尔 穆罕默德 莎拉波娃 克里斯蒂亚诺 安德烈耶维奇 扎克伯格".split(),
    "city": "北京 上海 广州 深圳 成都 重庆 武汉 西安 南京 杭州 天津 苏州 长沙 青岛 郑州 沈阳 哈尔滨 乌鲁木齐 呼和浩特 昆明 贵阳 拉萨 银川 "
    "西宁 兰州 厦门 福州 东莞 佛山 义乌 曲靖 亳州 衢州 泸州 景德镇 石家庄".split(),
    "country": "中国 美国 日本 英国 法国 德国 俄罗斯 韩国 印度 巴西 加拿大 澳大利亚 埃及 南非 新加坡 马来西亚 泰国 越南 墨西哥 哈萨克斯坦 "
    "斯洛文尼亚 厄瓜多尔 莫桑比克".split(),
    "org": "外交部 国务院 教育部 人民银行 证监会 清华大学 北京大学 联合国 世界卫生组织 国家统计局 气象局 交通运输部 华为 腾讯 阿里巴巴 字节跳动 "
    "小米集团 比亚迪 中石油 世贸组织 中国科学院 红十字会".split(),
    "brand": "iPhone GPT-4 Windows C++ USB 5G WiFi AT&T T恤 B超 卡拉OK X光 APP Python 3D QQ VIP K歌 e-mail Node.js PM2.5 A股 IP地址".split(),
    "unit": "元 万元 亿元 吨 公里 米 平方米 公斤 人次 台 件 个 名 家 辆 桶 小时 分钟 天 度 毫米 兆瓦".split(),
    "time": "今天 昨天 明天 上个月 去年 前年 今年年初 周末 上周三 下周一 凌晨 傍晚 三天前 最近 目前 日前 春节期间 国庆长假 一会儿 刚才".split(),
    "trad_subject": "我們 他們 這個學生 那位老師 臺灣的朋友 總統 醫生 記者 圖書館 電腦公司 劉德華 陳水扁 鄧麗君 經濟部 鄭教授 觀眾 龜兔 繁體字".split(),
    "trad_verb": "學習 認識 參觀 發現 討論 購買 歡迎 聽說 寫完 準備 關心 變更 邀請 設計 選擇 懷疑 讚美 經過 開發 維護".split(),
    "trad_object": "這本書 電視機 臺北車站 國際機場 歷史問題 環境保護 新聞節目 軟體程式 網際網路 專業證照 傳統藝術 飛機票 選舉結果 計程車 鬱金香 "
    "灣區經濟 醬油 餐廳 體育館 數位相機".split(),
    "yue_subject": "佢哋 我哋 你哋 嗰個人 阿媽 阿爸 個仔 呢度 嗰度 邊個 老細 啲同事 隔籬屋 細路仔 差佬 的士司機 周星馳 陳小春".split(),
    "yue_verb": "鍾意 知道 唔知 食緊 睇住 攞咗 俾咗 諗緊 行緊 搵緊 冇 唔好 買咗 飲緊 講過 唔記得 瞓緊 搞掂 收埋 整爛".split(),
    "yue_object": "啲嘢 呢間舖頭 早餐 叉燒包 奶茶 間屋 部電話 巴士 地鐵站 張飛 本書 煲湯 尖沙咀 旺角 銅鑼灣 天星小輪 麻雀 雪糕 手信 月餅".split(),
}

PATTERNS = {
    "news": [
        "{time}，{org}发言人{name}在{city}表示，{country}将继续{v}{n}。",
        "据{org}{time}发布的数据，{city}全年{n}{v}{num}{unit}，同比增长{dec}%。",
        "{country}总理{foreign}{time}抵达{city}，就{n}问题与{country}方面{v}。",
        "记者从{org}获悉，{ns}{n}工程已于{date}正式{v}。",
        "受{n}影响，{ns}至{ns}的列车{time}全部停运，约{num}名旅客滞留。",
        "{org}决定自{date}起{v}{n}，{n}和{n}不在此列。",
        "{name}教授的研究团队在{n}领域取得{a}进展，成果发表于《{n}》杂志。",
        "{city}市{nz}公司因{v}{n}被罚款{num}{unit}，法定代表人{name}拒绝{v}。",
        "专家{name}认为，{n}的{a}程度{d}超过了{n}。",
        "{nt}{time}{v}，{n}与{n}成为焦点。",
        "本届{n}大会共有来自{num}个国家的{num}名代表参加，{name}当选为主席。",
    ],
    "dialogue": [
        "“你{d}{v}过{n}吗？”{name}问道。",
        "{name}，你什么时候回{city}啊？我都等你{num}天了！",
        "别{v}了，{n}{d}会{a}起来的。",
        "我不是跟你说过了嘛，{n}放在{n}旁边，你怎么又忘了？",
        "哎呀，这{n}也太{a}了吧，{l}！",
        "好吧好吧，那咱们{time}{v}去，行不行？",
        "他一进门就嚷嚷：{n}呢？谁动了我的{n}？",
        "妈，我想吃{n}，还有{n}，多放点辣椒。",
        "这事儿啊，说来话长，{i}，你就别{v}了。",
        "“{i}。”{name}{d}地说，“可惜{n}不懂。”",
        "老{surname}，听说你儿子考上{org}了？恭喜恭喜！",
        "你咋不早说呢，害得我白跑一趟{ns}。",
    ],
    "names": [
        "{name}、{name}和{name}是{city}人。",
        "{nr}与{name}在{ns}相识，后来{nr}娶了{foreign}。",
        "主演{name}携新片《{n}之{n}》亮相{city}，导演{name}{d}缺席。",
        "{name}的老师{nr}曾在{nt}任职。",
        "收件人：{name}，地址：{city}市{ns}路{num}号。",
        "{foreign}·{foreign}是{country}的{n}，他的妻子{foreign}来自{ns}。",
        "小{given}的爷爷{name}是{nz}的创始人。",
        "请{name}到{num}号窗口，{name}请稍候。",
    ],
    "numbers": [
        "{date}，{n}指数报{dec}点，跌{dec}%。",
        "第{num}届{n}节共{v}{num}{unit}，平均每{n}{dec}{unit}。",
        "会议室在{num}楼{num}房，电话是010-{tel}。",
        "{cnnum}年来，{n}从{cnnum}{unit}增至{cnnum}{unit}。",
        "他花了￥{dec}买了{cnnum}斤{n}，又用{num}%的折扣买了{brand}。",
        "二〇二{digit}年{cnnum}月，{name}{v}了第{cnnum}个{n}。",
        "比分是{num}:{num}，用时{num}分{num}秒{num}。",
        "请在{num}:{num}前发送{n}到{brand}，编号为A{num}-{num}。",
    ],
    "mixed": [
        "我用{brand}{v}{n}，感觉比{brand}{a}。",
        "{brand}的{n}需要{v}{brand} {dec}版本。",
        "这件{brand}多少钱？{num}元包邮吗？",
        "Hello {name}，你的{brand}已经{v}。",
        "打开https://example.com/{num}，{v}{n}即可。",
        "{n} / {n} + {n}，都是{a}的{n}~",
        "  {n}\t{v} {n}　{a}",
    ],
    "free": [
        "{n}{v}{n}，{d}{a}。",
        "{i}，{l}，{n}{v}。",
        "{ns}的{n}{d}{v}{a}的{n}。",
        "{v}{v}{n}{n}{a}{a}。",
        "把{n}{v}给{n}的{n}，{n}就{v}了。",
        "{a}{n}不{v}{n}，{n}岂能{v}？",
        "虽然{n}很{a}，但是{n}却{d}{v}，于是{name}只好{v}。",
        "{rare}{n}{rare}{rare}{v}{rare}。",
    ],
    "traditional": [
        "{trad_subject}{trad_verb}{trad_object}。",
        "{trad_subject}在{trad_object}{trad_verb}了{num}個{trad_object}。",
        "為什麼{trad_subject}還沒有{trad_verb}{trad_object}呢？",
        "{trad_subject}說：「{trad_object}已經{trad_verb}，請{trad_verb}{trad_object}。」",
        "聽{trad_subject}講，{trad_object}與{trad_object}的關係很複雜，難以{trad_verb}。",
        "這裡的{trad_object}讓{trad_subject}覺得非常滿意，於是{trad_verb}{trad_object}。",
    ],
    "cantonese": [
        "{yue_subject}{yue_verb}{yue_object}。",
        "{yue_subject}話{yue_subject}{yue_verb}{yue_object}喎。",
        "點解{yue_subject}仲未{yue_verb}{yue_object}㗎？",
        "{yue_object}喺邊度呀？{yue_subject}{yue_verb}咗好耐啦。",
        "唔該，我要{num}個{yue_object}，唔要{yue_object}。",
        "今日個天好靚，{yue_subject}想同{yue_subject}去{yue_object}飲茶。",
        "咁就得啦，{yue_subject}聽日先至{yue_verb}{yue_object}囉。",
        "佢係咪{yue_verb}{yue_object}先？我哋等緊佢㗎。",
    ],
}

# How many sentences of each kind: 2,700 in all.
COUNTS = {
    "news": 560,
    "dialogue": 480,
    "names": 360,
    "numbers": 340,
    "mixed": 160,
    "free": 400,
    "traditional": 200,
    "cantonese": 200,
}

DIGITS = "零一二三四五六七八九"


def chinese_number():
    n = draw.randrange(1, 10)
    return draw.choice(
        [
            DIGITS[n],
            "十" + DIGITS[n],
            DIGITS[n] + "十" + DIGITS[draw.randrange(1, 10)],
            DIGITS[n] + "百" + DIGITS[draw.randrange(1, 10)] + "十",
            DIGITS[n] + "千万",
            DIGITS[n] + "万" + DIGITS[draw.randrange(1, 10)] + "千",
            "几" + draw.choice("十百千"),
        ]
    )


def fill(slot):
    if slot == "name":
        return fill("surname") + fill("given")
    if slot == "num":
        return str(draw.choice([draw.randrange(2, 99), draw.randrange(100, 3000), draw.randrange(10000, 900000)]))
    if slot == "dec":
        return "%.*f" % (draw.choice([1, 2]), draw.uniform(0.1, 3000))
    if slot == "digit":
        return DIGITS[draw.randrange(10)]
    if slot == "tel":
        return str(draw.randrange(60000000, 69999999))
    if slot == "date":
        return draw.choice(["%d年%d月%d日", "%d-%02d-%02d"]) % (
            draw.randrange(1949, 2026),
            draw.randrange(1, 13),
            draw.randrange(1, 29),
        )
    if slot == "cnnum":
        return chinese_number()
    if slot == "rare":
        return chr(draw.randrange(0x4E00, 0x9FD6))
    if slot in LISTS:
        return draw.choice(LISTS[slot])
    return draw.choice(LEXICON[slot])


def main():
    jieba.setLogLevel(60)
    seen = set()
    for kind, count in COUNTS.items():
        made = 0
        while made < count:
            pattern = PATTERNS[kind][made % len(PATTERNS[kind])]
            sentence = re.sub(r"\{(\w+)\}", lambda slot: fill(slot.group(1)), pattern)
            if sentence in seen or "|" in sentence:
                continue
            seen.add(sentence)
            made += 1
            sys.stdout.write(kind + "\t" + "|".join(jieba.cut(sentence)) + "\n")


if __name__ == "__main__":
    main()
