import TestKit
import Testing
import Text

@Suite struct FoldingTests {
  @Test(arguments: [
    ("STRASSE", "strasse"), ("Straße", "strasse"), ("ＫＰＯＰ", "kpop"), ("e\u{301}", "é"), ("ﬁlm", "film"),
    ("a\u{200B}b\u{FEFF}", "ab"), ("❤️", "❤"), ("", ""), ("ΣΊΣΥΦΟΣ", "σίσυφοσ"), ("İ", "i\u{307}"),
    ("ｼﾞｬｽﾞ", "ジャズ"),
  ])
  func `what is the same to a reader is the same folded`(text: String, folded: String) {
    #expect(Array(Text.folded(text).unicodeScalars) == Array(folded.unicodeScalars))
  }

  @Test func `folding twice is folding once, whatever the text`() {
    let seed = UInt64.random(in: 0 ... .max)
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<3_000 {
      let text = String(
        String.UnicodeScalarView((0..<12).compactMap { _ in Self.scalar(using: &generator) }))
      let once = Text.folded(text)

      #expect(
        Array(Text.folded(once).utf8) == Array(once.utf8), "seed \(seed), \(text.unicodeScalars.map(\.value))"
      )
    }
  }

  /// From the planes that have letters, and marks more often than chance would have it.
  private static func scalar(using generator: inout SeededGenerator) -> Unicode.Scalar? {
    switch Int.random(in: 0..<4, using: &generator) {
    case 0: Unicode.Scalar(UInt32.random(in: 0x20...0x24F, using: &generator))
    case 1: Unicode.Scalar(UInt32.random(in: 0x300...0x36F, using: &generator))
    case 2: Unicode.Scalar(UInt32.random(in: 0x370...0xFFFD, using: &generator))
    default: Unicode.Scalar(UInt32.random(in: 0x1F000...0x2FFFF, using: &generator))
    }
  }

  @Test func `thousands of marks on a letter are few afterwards, and cost no time`() {
    // In an order that is the worst to sort.
    let marks = (0..<100_000).map { $0.isMultiple(of: 2) ? "\u{301}" : "\u{316}" }.joined()
    let clock = ContinuousClock()

    let time = clock.measure {
      #expect(Text.folded("a" + marks).unicodeScalars.count <= 9)
      #expect(Hashtag.normalised("#a" + marks) == nil)
    }

    #expect(time < .seconds(5))
  }

  @Test func `words are found in every writing, without addresses, mentions and tags`() {
    #expect(
      Text.words(in: "So SAD, don't cry… see https://a.b/c?d=e @me.x #tag") == [
        "so", "sad", "don", "t", "cry", "see",
      ])
    #expect(
      Text.words(in: "see www.Example.com/rock?a=b and WWW.2.se now. www. www") == [
        "see", "and", "now", "www", "www",
      ])
    #expect(Text.words(in: "мир труд") == ["мир", "труд"])
    #expect(Text.words(in: "שלום עולם") == ["שלום", "עולם"])
    #expect(Text.words(in: "音楽 128bpm") == ["音楽", "128", "bpm"])
    #expect(Text.writtenHashtags(in: "HTTPS://a.b/#Rock WWW.a.b/#Pop #Jazz") == ["Jazz"])
    #expect(Text.hashtags(in: "a#b #C_d, ##e # f #ジャズ!") == ["c_d", "e", "ジャズ"])
  }

  @Test func `emoji are told from letters and from each other`() {
    #expect(Text.emoji(in: "a😢❤️🔥 👍🏽 🇰🇷🇯🇵 ©1") == ["😢", "❤", "🔥", "👍", "🇰🇷", "🇯🇵"])
    #expect(Text.emoji(in: "no emoji, 123 #!") == [])
  }

  @Test(arguments: [
    ("안녕하세요 여러분", "ko"), ("こんにちは世界", "ja"), ("今日は楽しい music", "ja"), ("我今天很开心", "zh"), ("สวัสดีครับ", "th"),
    ("Καλημέρα κόσμε", "el"), ("שלום עולם", "he"), ("hello world", nil), ("привет мир", nil), ("مرحبا", nil),
    ("", nil), ("love シ", nil), ("😀😀", nil), ("我", nil),
  ])
  func `a script that one language uses tells the language`(text: String, code: String?) {
    #expect(Text.language(ofScriptIn: text) == code)
  }
}
