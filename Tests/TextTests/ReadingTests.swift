import Glibc
import Models
import TestKit
import Testing
import Text

@Suite struct ReadingTests {
  private func read(_ passage: Passage) -> Reading { Lexicon.standard.reading(of: passage) }
  private func genre(_ passage: Passage) -> Genre? { read(passage).genre(.caption, ceiling: 1)?.value.top }
  private func mood(_ passage: Passage) -> Mood? { read(passage).mood(.caption, ceiling: 1)?.value.top }
  private func tempo(_ passage: Passage) -> Double? {
    read(passage).tempo(.caption, ceiling: 1)?.value.beatsPerMinute
  }

  @Test(arguments: [
    ("what a happy day", Mood.happy), ("qué feliz estoy", .happy), ("estou muito feliz", .happy),
    ("je suis heureux", .happy), ("ich bin glücklich", .happy), ("jag är så lycklig", .happy),
    ("aku bahagia", .happy),
    ("今日はとても楽しい", .happy), ("오늘 행복해요", .happy), ("我今天很开心", .happy), ("so sad", .sad), ("estoy triste", .sad),
    ("que saudade", .sad), ("j'ai du chagrin", .sad), ("ich bin traurig", .sad), ("jag är ledsen", .sad),
    ("lagi galau nih", .sad), ("悲しい歌", .sad), ("슬픈노래", .sad), ("我很伤心", .sad), ("😢💔", .sad), ("😂", .playful),
    ("sobre el miedo y la oscuridad", .dark), ("musik yang tenang", .calm), ("lugn musik", .calm),
    ("放松一下", .calm),
  ])
  func `moods are understood in ten languages`(text: String, expected: Mood) {
    #expect(mood(.prose([text])) == expected)
  }

  @Test(arguments: [
    "not sad", "no es triste", "não é triste", "ce n'est pas triste", "das ist nicht traurig",
    "jag är inte ledsen",
    "aku tidak sedih", "悲しくない", "슬프지 않아요", "我不伤心", "我不太难过", "I'm never sad", "isn't sad at all",
  ])
  func `what is denied is not said`(text: String) { #expect(mood(.prose([text])) == nil) }

  @Test(arguments: [
    "not happy but sad", "not now. sad", "can't stop crying", "no doubt, sad", "안녕 슬픈 노래", "why not? sad",
    "no, estoy triste", "不错 我很伤心",
  ])
  func `a denial ends where its clause ends, and is none in a set phrase`(text: String) {
    #expect(mood(.prose([text])) == .sad)
  }

  @Test func `stress makes surer, doubt less sure, and repetition neither`() throws {
    func confidence(_ text: String) throws -> Double {
      try #require(read(.prose([text])).mood(.caption, ceiling: 1)).confidence
    }

    #expect(try confidence("so sad") > confidence("sad"))
    #expect(try confidence("muy triste") > confidence("triste"))
    #expect(try confidence("a little sad") < confidence("sad"))
    #expect(try confidence("sad sad sad sad") == confidence("sad"))
  }

  @Test(arguments: [
    "rock climbing today", "you rock", "pop corn and a movie night at home", "my new metal detector",
    "country house", "house tour",
    "blue eyes", "the house is clean", "soul mate food", "he pops in", "heart of stone", "swing set",
    "fishing for bass",
    "my country is beautiful", "hip surgery", "a trap for mice", "salsa verde recipe", "latin america trip",
  ])
  func `everyday words are no genres`(text: String) { #expect(genre(.prose([text])) == nil) }

  @Test(arguments: [
    ["rockclimbing"], ["popcorn"], ["metaldetector"], ["metaldetecting"], ["countryhouse"], ["housetour"],
    ["blue"],
    ["rock", "climbing"], ["house", "interior", "decor"], ["country", "flags"], ["soulmate"], ["therapy"],
    ["trapped"], ["technology"], ["discount"], ["entrance"], ["popeyes"], ["emojis"],
    ["fyp", "foryou", "viral"],
    ["love", "dog", "food"], ["raptors"], ["skating"], ["jazmin"], ["bassfishing"], ["folklore"],
    ["cyberpunk"],
  ])
  func `everyday tags are no genres`(tags: [String]) { #expect(genre(.tags(tags)) == nil) }

  @Test func `among music an everyday word is a genre`() {
    #expect(genre(.prose(["my favourite rock song"])) == .rock)
    #expect(genre(.prose(["rock 🎸"])) == .rock)
    #expect(genre(.tags(["house", "techno"])) == .electronic)
    #expect(genre(.tags(["rock", "metal"])) != nil)
  }

  @Test func `a lone everyday word as a tag is a weak sign`() throws {
    let lone = try #require(read(.tags(["rock"])).genre(.hashtags, ceiling: 1))
    let strong = try #require(read(.tags(["rockmusic", "classicrock"])).genre(.hashtags, ceiling: 1))

    #expect(lone.confidence <= 0.35)
    #expect(strong.confidence > 0.8)
  }

  @Test(arguments: [
    "We Will Rock You", "Rock With You", "Country Roads", "Pop Goes the Weasel", "House of the Rising Sun",
    "Metal Heart",
    "Blue", "Soul Survivor (Live)", "This Is My House", "Rock, Paper, Scissors", "Rock With You (Remix)",
  ])
  func `titles are poetry`(title: String) { #expect(genre(.names([title])) == nil) }

  @Test(arguments: [
    ("Neon Skyline (Lo-Fi)", Genre.loFi), ("Midnight Drive (Rock)", .rock),
    ("Golden Hour - House Remix", .electronic),
    ("Stone Age [Metal Version]", .metal), ("Pop Hits 2024", .pop), ("Country Sessions", .country),
    ("Happy Rock", .rock),
    ("Rock 120 BPM", .rock), ("Soul Essentials", .rhythmAndBlues), ("Drift Phonk", .electronic),
    ("Summer Nights (Piano Version)", .classical), ("Rock", .rock),
  ])
  func `a name that says what sort of track it is, is believed`(title: String, expected: Genre) {
    #expect(genre(.names([title])) == expected)
  }

  @Test(
    arguments: [
      ("128 bpm", 128), ("124BPM", 124), ("BPM: 90", 90), ("127.5 bpm", 127.5), ("nightcore", 165),
      ("drum and bass", 174),
      ("slowed + reverb lofi", 78 * 0.85), ("kpop sped up", 122 * 1.25), ("heart rate 120 bpm", nil),
      ("9999999999 bpm", nil),
      ("1e9 bpm", nil), ("0 bpm", nil), ("sped up", nil), ("bpm", nil), ("hello", nil),
    ] as [(String, Double?)])
  func `tempos are named, or follow from the style and how it is played`(text: String, beats: Double?) {
    let reading = read(.prose([text]))
    let tempo = reading.tempo(.caption, ceiling: 1, genre: reading.genre(.caption, ceiling: 1))
    #expect(tempo?.value.beatsPerMinute == beats)
  }

  @Test func `a named tempo is surer than the usual one`() throws {
    let named = try #require(read(.names(["Jazz 140 BPM"])).tempo(.title, ceiling: 1))
    let reading = read(.tags(["jazz"]))
    let usual = try #require(
      reading.tempo(.hashtags, ceiling: 1, genre: reading.genre(.hashtags, ceiling: 1)))

    #expect(named.confidence > 0.9 && named.detail == "140 BPM")
    #expect(usual.confidence < 0.25 && usual.value.beatsPerMinute == Genre.jazz.usualBeats)
  }

  @Test func `findings name what they rest on`() throws {
    let tags = try #require(read(.tags(["KPopDance", "#kpop", "fyp"])).genre(.hashtags, ceiling: 0.9))
    let caption = try #require(read(.prose(["late night Lo-Fi by the window"])).genre(.caption, ceiling: 0.9))

    #expect(tags.detail == "#kpopdance, #kpop")
    #expect(caption.detail == "lo-fi")
  }

  @Test func `styles of several families are of all of them, and contradiction makes less sure`() throws {
    let mixed = try #require(read(.tags(["indiepop"])).genre(.hashtags, ceiling: 1))
    let torn = try #require(read(.tags(["jazz", "kpop"])).genre(.hashtags, ceiling: 1))
    let agreed = try #require(read(.tags(["jazz", "jazzmusic"])).genre(.hashtags, ceiling: 1))

    #expect(abs(mixed.value[.indie] - 0.6) < 1e-9 && abs(mixed.value[.pop] - 0.4) < 1e-9)
    #expect(abs(torn.value[.jazz] - 0.5) < 1e-9)
    #expect(torn.confidence < agreed.confidence)
  }

  /// That of this thread: on a busy machine a test waits for others.
  private func processorTime(_ body: () -> Void) -> Duration {
    func now() -> Duration {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
    let start = now()
    body()
    return now() - start
  }

  @Test func `hostile texts are read in bounded time`() {
    let texts = [
      String(repeating: "😢", count: 250_000), "a" + String(repeating: "\u{301}", count: 10_000),
      String(repeating: "\u{202E}שלום", count: 100_000), String(repeating: "悲し", count: 200_000),
      String(repeating: "not so ", count: 100_000), String(repeating: "#kpopdance", count: 100_000),
      String(repeating: "kpopdancekpop", count: 80_000), String(repeating: "lo\u{0}fi ", count: 80_000),
    ]

    let time = processorTime {
      for text in texts {
        _ = read(.prose([text]))
        _ = read(.names([text]))
        _ = read(.tags(Array(repeating: text, count: 1_000)))
        _ = read(.tags(Array(repeating: String(text.prefix(90)), count: 1_000)))
        _ = Text.language(ofScriptIn: text)
      }
    }

    #expect(time < .seconds(30))
  }

  @Test func `random bytes are read without a crash and without a control character in what is kept`() {
    let seed = UInt64.random(in: 0 ... .max)
    var generator = SeededGenerator(seed: seed)
    let pieces = [
      "lofi", "lo", "fi", "#", "@", "://", "http", "128", "bpm", ".", "not", "悲し", "くない", "😢", "\u{0}",
      "\u{1F1F0}",
    ]
    for _ in 0..<2_000 {
      var bytes: [UInt8] = []
      for _ in 0..<20 {
        let isNoise = Bool.random(using: &generator)
        bytes +=
          isNoise
          ? [UInt8.random(in: 0...255, using: &generator)]
          : Array((pieces.randomElement(using: &generator) ?? "").utf8)
      }
      let text = String(decoding: bytes, as: UTF8.self)
      let details = [Passage.prose([text]), .names([text]), .tags([text])].compactMap {
        read($0).genre(.caption, ceiling: 1)?.detail
      }
      #expect(details.allSatisfy { $0.utf8.allSatisfy { $0 >= 0x20 } }, "seed \(seed), \(bytes)")
    }
  }
}
