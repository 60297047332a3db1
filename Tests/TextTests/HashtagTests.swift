import Models
import Testing
import Text

@Suite struct HashtagTests {
  @Test(arguments: [
    ("#KPop", "kpop"), ("＃ＫＰＯＰ", "kpop"), ("fypシ゚", "fypシ"), ("futbol⚽️", "futbol⚽"), ("a\u{200B}b", "ab"),
    ("viral_video", "viral_video"), ("#a!b", "ab"), ("\u{301}abc", "abc"), ("Việt", "việt"), ("##x", "x"),
    ("हिन्दी", "हिन्दी"), ("a\u{0}b", "ab"), ("\u{202E}abc", "abc"), ("a€\u{301}", "a"), ("カ\u{3099}", "ガ"),
  ])
  func `a tag is kept as it is compared`(tag: String, normalised: String) {
    #expect(Hashtag.normalised(tag).map { Array($0.unicodeScalars) } == Array(normalised.unicodeScalars))
    #expect(Hashtag.normalised(normalised) == normalised)
  }

  @Test func `what is empty or too long is no tag`() {
    for nothing in ["", "#", "  ", "\u{200B}", "!?", "\u{301}"] {
      #expect(Hashtag.normalised(nothing) == nil)
    }
    #expect(Hashtag.normalised(String(repeating: "a", count: 100)) != nil)
    #expect(Hashtag.normalised(String(repeating: "a", count: 101)) == nil)
    #expect(Hashtag.normalised(String(repeating: "é", count: 1_000_000)) == nil)
  }

  @Test(arguments: [
    ("kpopdance", ["kpop", "dance"]), ("kpopworkout", ["kpop", "workout"]),
    ("sadsongs2024", ["sad", "songs", "2024"]), ("SadSongs", ["sad", "songs"]),
    ("rockclimbing", ["rock", "climbing"]), ("metaldetecting", ["metal", "detecting"]),
    ("popcorn", ["popcorn"]),
    ("therapist", ["therapist"]), ("grapes", ["grapes"]), ("xqzzyv", ["xqzzyv"]),
    ("lofi_beats", ["lofi", "beats"]),
    ("brazilianfunkdance", ["brazilian", "funk", "dance"]), ("kpop", ["kpop"]), ("ジャズ", ["ジャズ"]),
    ("emotions", ["emotions"]),
  ])
  func `a compound is divided into words that are known, or not at all`(tag: String, words: [String]) {
    #expect(Hashtag.words(of: tag) == words)
  }

  @Test(arguments: [
    "fyp", "#FYP", "foryou", "foryoupage", "viral", "fypシ゚viral", "parati", "trending", "xyzbca", "おすすめ",
  ])
  func `tags that are put on everything are generic`(tag: String) {
    #expect(Hashtag.isGeneric(tag))
    let reading = Lexicon.standard.reading(of: .tags([tag]))
    #expect(reading.genre(.hashtags, ceiling: 1) == nil && reading.mood(.hashtags, ceiling: 1) == nil)
  }

  @Test(arguments: ["kpop", "viralkpop", "dogs", "", "sadviral"])
  func `tags that say something are not`(tag: String) { #expect(!Hashtag.isGeneric(tag)) }
}
