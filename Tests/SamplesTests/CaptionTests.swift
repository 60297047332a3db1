import Models
import Testing

@testable import Samples

@Suite struct CaptionTests {
  @Test func `offsets count UTF-16 code units, so an emoji counts twice`() {
    var caption = Caption()
    caption.add(sentence: "Ünï 🎧👀")
    caption.add(hashtag: "lofi", isCapitalised: false)
    caption.add(mention: "mara.copper", of: 3)
    caption.add(hashtag: "kpop", isCapitalised: true)

    #expect(caption.text == "Ünï 🎧👀 #lofi @mara.copper #Kpop")
    #expect(
      caption.marks == [
        .init(kind: .hashtag, name: "lofi", start: 9, end: 14),
        .init(kind: .mention(3), name: "mara.copper", start: 15, end: 27),
        .init(kind: .hashtag, name: "kpop", start: 28, end: 33),
      ])
  }

  @Test func `a template's place is filled once, and what has none stays`() {
    #expect("今日は%gを".filled("g", "Jazz") == "今日はJazzを")
    #expect("100 %".filled("g", "Jazz") == "100 %")
    #expect("%m %g".filled("g", "Jazz") == "%m %g")
  }

  @Test func `every language has a word for each mood and templates with their places`() {
    for language in Language.all {
      #expect(Set(language.moods).count == Mood.allCases.count, "\(language.code)")
      #expect(language.ofGenre.allSatisfy { $0.filled("g", "") != $0 }, "\(language.code)")
      #expect(language.ofMood.allSatisfy { $0.filled("m", "") != $0 }, "\(language.code)")
      #expect(language.originalSound.filled("n", "") != language.originalSound)
      #expect(!language.plain.contains { $0.contains("%") } && !language.bios.isEmpty)
    }
  }

  @Test(arguments: Genre.allCases) func `every genre has tags of its own, moods and a range of tempos`(
    genre: Genre
  ) {
    let words = GenreWords.of(genre)
    let others = Genre.allCases.filter { $0 != genre }.flatMap { GenreWords.of($0).tags }

    #expect(words.tags.count >= 3 && Set(words.tags).isDisjoint(with: others))
    #expect(words.tags.allSatisfy { $0.utf8.allSatisfy { (97...122).contains($0) } })
    #expect(words.moods.count == 3 && (20...400).contains(words.tempo.lowerBound))
  }
}
