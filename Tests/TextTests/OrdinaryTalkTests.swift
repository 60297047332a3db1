import Models
import Testing
import Text

@Suite struct OrdinaryTalkTests {
  private func read(_ text: String) -> Reading { Lexicon.standard.reading(of: .prose([text])) }
  private func genre(_ text: String) -> Genre? { read(text).genre(.caption, ceiling: 1)?.value.top }
  private func sign(_ text: String) -> Sign? { read(text).mood(.caption, ceiling: 1)?.value.sign }
  private func topics(_ text: String) -> Set<Topic> { Set(read(text).topics.map(\.topic)) }

  @Test(.timeLimit(.minutes(1)), arguments: ["bpm ", "120 bpm ", "heart bpm ", "house ", "not more happy "])
  func `who repeats a word does not take the time of others`(word: String) {
    let text = String(repeating: word, count: 16_384 / word.utf8.count)
    let half = String(text.prefix(text.count / 2))
    func time(_ text: String) -> Duration {
      (0..<3).map { _ in
        ContinuousClock().measure { _ = Lexicon.standard.readings(of: [.prose([text]), .names([text])]) }
      }.min() ?? .zero
    }
    _ = time("warm")

    let (short, long) = (time(half), time(text))

    #expect(long < short * 3 + .milliseconds(20), "\(short), \(long)")
  }

  @Test(
    arguments: [
      ("J'ai faim ce soir", .tech), ("you see what I mean", .nature),
      ("this is handy for the kitchen", .tech),
      ("let's chat about this", .pets),
    ] as [(String, Topic)])
  func `a word of another language is no topic`(text: String, topic: Topic) {
    #expect(!topics(text).contains(topic))
  }

  @Test(
    arguments: [
      ("J'ai mangé avec mon chat", .pets), ("ich bin am See mit meinem Hund", .nature),
      ("mein Handy ist kaputt und ich bin froh", .tech), ("the new ai tools are here", .tech),
      ("min hund och jag är på väg", .pets), ("mi perro y yo", .pets),
    ] as [(String, Topic)])
  func `a word of this language is one`(text: String, topic: Topic) { #expect(topics(text).contains(topic)) }

  @Test(arguments: [
    "no puedo estar más feliz", "ich könnte nicht glücklicher sein", "je ne pourrais pas être plus heureuse",
    "não podia estar mais feliz", "jag kunde inte vara gladare", "I couldn't be happier",
    "she could not be happier",
  ])
  func `who could not be happier is happy`(text: String) { #expect(sign(text) == .positive) }

  @Test(arguments: [
    "anything but happy", "no estoy feliz", "ich bin nicht glücklich", "não estou feliz", "jag är inte glad",
  ])
  func `who is not happy is not`(text: String) { #expect(sign(text) == .negative) }

  @Test(arguments: ["I hate pop music", "I hate this techno", "odio el reggaeton", "ich hasse Techno"])
  func `music that is hated is not played`(text: String) { #expect(genre(text) == nil) }

  @Test(arguments: [
    "the gospel according to mark", "I have the blues", "some folk say so", "what a funk", "he got punk'd",
    "jazz hands", "a disco ball in the kitchen", "reggae reggae sauce on my chips", "heavy metal poisoning",
    "my heavy metal detox",
  ])
  func `genres that are everyday words need company`(text: String) { #expect(genre(text) == nil) }

  @Test(
    arguments: [
      ("my gospel choir song", .rhythmAndBlues), ("this blues song", .blues),
      ("a folk song on guitar", .folk),
      ("punk band", .punk), ("disco music", .funk),
    ] as [(String, Genre)])
  func `and mean music where it is spoken of`(text: String, expected: Genre) {
    #expect(genre(text) == expected)
  }

  @Test(arguments: ["Chill the dough for an hour", "easy recipe for dinner", "a slowed heart rate"])
  func `kitchen and health have neither mood nor tempo`(text: String) {
    #expect(sign(text) == nil && read(text).tempoTerms.isEmpty)
  }

  @Test(arguments: ["joe@example.com", "www.foo.com/#rock", "example.com/@joe", "a1#rock"])
  func `addresses have no tags and mentions`(text: String) {
    #expect(Text.hashtags(in: text).isEmpty && Text.mentions(in: text).isEmpty)
  }

  @Test func `tags and mentions stand behind spaces, each other and writing without spaces`() {
    #expect(Text.hashtags(in: "#rock#metal (#jazz) 猫#犬") == ["rock", "metal", "jazz", "犬"])
    #expect(Text.mentions(in: "@joe.doe, hi @ann") == ["joe.doe", "ann"])
  }

  @Test(arguments: [
    ("👨‍👩‍👧 hi", ["👨‍👩‍👧"]), ("🇸🇪🇩🇪", ["🇸🇪", "🇩🇪"]), ("1️⃣ 2", ["1\u{20E3}"]), ("👍🏽❤️", ["👍", "❤"]),
    ("👩🏽‍🚀", ["👩‍🚀"]), ("😢😢", ["😢", "😢"]), ("2024 \u{200D}", []),
  ])
  func `emoji that are seen as one are one`(text: String, expected: [String]) {
    #expect(Text.emoji(in: text) == expected)
  }

  @Test(arguments: [
    ("What I eat in a day as a vegan", "en"), ("Receta fácil de tortilla de patatas", "es"),
    ("On part en vacances demain", "fr"), ("Frohe Weihnachten", "de"),
  ])
  func `the language of short texts is told`(text: String, code: String) {
    #expect(Text.language(of: text) == code)
  }
}
