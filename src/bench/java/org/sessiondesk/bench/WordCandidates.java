package org.sessiondesk.bench;

import com.hankcs.hanlp.HanLP;
import com.huaban.analysis.jieba.JiebaSegmenter;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.lucene.analysis.cn.smart.HMMChineseTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.sessiondesk.session.Progress;
import org.sessiondesk.text.ChineseWordSegmenter;
import org.sessiondesk.text.IcuWordSegmenter;

/** The ways to cut Chinese words that were considered, by name. */
final class WordCandidates {
  private WordCandidates() {}

  /** Makers of segmenters: nothing is loaded before they are called. */
  static Map<String, Supplier<Function<String, List<String>>>> all() {
    var all = new LinkedHashMap<String, Supplier<Function<String, List<String>>>>();
    all.put("ours", WordCandidates::ours);
    all.put("jieba-analysis", WordCandidates::jiebaAnalysis);
    all.put("hanlp", WordCandidates::hanLp);
    all.put("smartcn", WordCandidates::smartCn);
    all.put("icu4j", WordCandidates::icu);
    return all;
  }

  private static Function<String, List<String>> ours() {
    var segmenter = new ChineseWordSegmenter();
    return text -> segmenter.words(text, Progress.NONE);
  }

  private static Function<String, List<String>> icu() {
    var segmenter = new IcuWordSegmenter();
    return text -> segmenter.words(text, Progress.NONE);
  }

  private static Function<String, List<String>> jiebaAnalysis() {
    return new JiebaSegmenter()::sentenceProcess;
  }

  private static Function<String, List<String>> hanLp() {
    var segment = HanLP.newSegment();
    return text -> segment.seg(text).stream().map(term -> term.word).toList();
  }

  private static Function<String, List<String>> smartCn() {
    var tokenizer = new HMMChineseTokenizer();
    var term = tokenizer.addAttribute(CharTermAttribute.class);
    return text -> {
      var words = new ArrayList<String>();
      try (tokenizer) {
        tokenizer.setReader(new StringReader(text));
        tokenizer.reset();
        while (tokenizer.incrementToken()) {
          words.add(term.toString());
        }
        tokenizer.end();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return words;
    };
  }
}
