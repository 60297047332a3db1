import Models
import TestCaptions
import Testing
import Text

@Suite struct JudgedCaptionTests {
  @Test func `captions are understood as a reader understands them`() throws {
    let captions = try JudgedCaption.all()

    let score = CaptionScore(captions)

    #expect(captions.count == 400 && captions.allSatisfy(\.isLabelled))
    #expect(score.genre.value >= 0.95)
    #expect(score.mood.value >= 0.95)
    #expect(score.noGenre.value >= 0.95 && score.noMood.value >= 0.95 && score.nothing.value >= 0.95)
  }

  @Test func `captions that the lexicon was not made with are understood, too`() throws {
    let captions = try JudgedCaption.all(.held)

    let score = CaptionScore(captions)

    #expect(captions.count == 200 && captions.allSatisfy(\.isLabelled))
    #expect(score.genre.value >= 0.85 && score.mood.value >= 0.85)
    #expect(score.noGenre.value >= 0.9 && score.noMood.value >= 0.9 && score.nothing.value >= 0.9)
  }

  @Test(arguments: ["en", "es", "pt", "fr", "de", "sv", "id", "ja", "ko", "zh"])
  func `no language is understood badly`(language: String) throws {
    let captions = try JudgedCaption.all().filter { $0.language == language }

    let score = CaptionScore(captions)

    #expect(captions.count == 40)
    #expect(score.genre.value >= 0.85 && score.mood.value >= 0.85)
    #expect(score.noGenre.value >= 0.9 && score.noMood.value >= 0.85 && score.nothing.value >= 0.85)
  }

  @Test func `the language of what has more than tags is told`() throws {
    let captions = try JudgedCaption.all().filter { Text.words(in: $0.caption).count >= 6 }

    let right = captions.count { Text.language(of: $0.caption) == $0.language }

    #expect(Double(right) >= 0.9 * Double(captions.count))
  }
}
