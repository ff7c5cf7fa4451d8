package org.sessiondesk.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingRulesTest {

  @ParameterizedTest
  @CsvSource({
    "1, PT1H",
    "0.5, PT30M",
    " 2 , PT2H",
    "+1, PT1H",
    ".25, PT15M",
    "1., PT1H",
    "1e-3, PT3.6S",
    "0.0000000000000000001, PT0.000000001S",
    "87660, PT87660H",
  })
  void readsHours(String text, Duration expected) {
    assertThat(SettingRules.ttlHours(text).good()).contains(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "'', EMPTY",
    "'  ', EMPTY",
    "abc, NOT_A_NUMBER",
    "'1,5', NOT_A_NUMBER",
    "1h, NOT_A_NUMBER",
    "1d, NOT_A_NUMBER",
    "0x1p3, NOT_A_NUMBER",
    "NaN, NOT_A_NUMBER",
    "Infinity, NOT_A_NUMBER",
    "1e99999, NOT_A_NUMBER",
    "0, NOT_POSITIVE",
    "-0.0, NOT_POSITIVE",
    "-1, NOT_POSITIVE",
    "87660.1, TOO_LARGE",
    "1e999, TOO_LARGE",
  })
  void refusesHours(String text, SettingFault fault) {
    assertThat(SettingRules.ttlHours(text).bad()).contains(fault);
  }

  @ParameterizedTest
  @CsvSource({"300, PT5M", "1, PT1S", "1.5, PT1.5S", "86400, PT24H"})
  void readsSeconds(String text, Duration expected) {
    assertThat(SettingRules.intervalSeconds(text).good()).contains(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "'', EMPTY",
    "five, NOT_A_NUMBER",
    "0, NOT_POSITIVE",
    "-300, NOT_POSITIVE",
    "0.9, TOO_SMALL",
    "86401, TOO_LARGE",
  })
  void refusesSeconds(String text, SettingFault fault) {
    assertThat(SettingRules.intervalSeconds(text).bad()).contains(fault);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "8000, 8000", "65535, 65535", " 80 , 80"})
  void readsPorts(String text, int expected) {
    assertThat(SettingRules.port(text).good()).contains(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "'', EMPTY",
    "http, NOT_A_NUMBER",
    "80.5, NOT_A_WHOLE_NUMBER",
    "-1, TOO_SMALL",
    "65536, TOO_LARGE",
    "99999999999999999999999, TOO_LARGE",
  })
  void refusesPorts(String text, SettingFault fault) {
    assertThat(SettingRules.port(text).bad()).contains(fault);
  }

  @ParameterizedTest
  @CsvSource({"1048576, 1048576", "1, 1", "1073741824, 1073741824"})
  void readsBytes(String text, int expected) {
    assertThat(SettingRules.bytes(text).good()).contains(expected);
  }

  @ParameterizedTest
  @CsvSource({"0, NOT_POSITIVE", "1073741825, TOO_LARGE", "1M, NOT_A_NUMBER", "'', EMPTY"})
  void refusesBytes(String text, SettingFault fault) {
    assertThat(SettingRules.bytes(text).bad()).contains(fault);
  }

  @ParameterizedTest
  @CsvSource({
    "true, true",
    "TRUE, true",
    "Yes, true",
    "on, true",
    "1, true",
    " true , true",
    "false, false",
    "False, false",
    "no, false",
    "OFF, false",
    "0, false",
  })
  void readsYesAndNo(String text, boolean expected) {
    assertThat(SettingRules.yesOrNo(text).good()).contains(expected);
  }

  @ParameterizedTest
  @CsvSource({"'', EMPTY", "maybe, NOT_A_SWITCH", "2, NOT_A_SWITCH", "tru, NOT_A_SWITCH"})
  void refusesWhatIsNeitherYesNorNo(String text, SettingFault fault) {
    assertThat(SettingRules.yesOrNo(text).bad()).contains(fault);
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 127.0.0.1",
    "::1, ::1",
    "[::1], ::1",
    "0.0.0.0, 0.0.0.0",
    "host-1, host-1"
  })
  void readsHosts(String text, String expected) {
    assertThat(SettingRules.host(text).good()).contains(expected);
  }

  @ParameterizedTest
  @CsvSource({"'', EMPTY", "http://x, NOT_A_HOST", "a b, NOT_A_HOST", "[], NOT_A_HOST"})
  void refusesHosts(String text, SettingFault fault) {
    assertThat(SettingRules.host(text).bad()).contains(fault);
  }

  @ParameterizedTest
  @CsvSource({"'', EMPTY", "a b, NOT_A_TOKEN", "密钥, NOT_A_TOKEN"})
  void refusesTokens(String text, SettingFault fault) {
    assertThat(SettingRules.token(text).bad()).contains(fault);
  }
}
