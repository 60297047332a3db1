import FoundationEssentials
import Lifecycle
import TestKit
import Testing

@testable import Hookline

/// Reading captions without servers or files, by the built program.
@Suite(.timeLimit(.minutes(1))) struct CaptionCommandTests {
  private struct Document: Decodable {
    struct Genre: Decodable {
      let name: String
      let style: String?
    }

    struct Mood: Decodable { let sign: String }
    struct Tag: Decodable {
      let name: String
      let words: [String]
    }

    let line: Int?
    let truncated: Bool?
    let language: String?
    let genre: Genre?
    let mood: Mood?
    let hashtags: [Tag]
    let mentions: [String]
  }

  private func documents(_ output: String) throws -> [Document] {
    try output.split(separator: "\n").map { try JSONDecoder().decode(Document.self, from: Data($0.utf8)) }
  }

  @Test func `a caption is read in its language, with its hashtags split`() async throws {
    let outcome = await MediaStage.hookline([
      "analyze", "--json", "--caption", "Heute ein trauriges Lied für @ben #KpopDance", "--hashtags",
      "jazz",
    ])

    let found = try #require(try documents(outcome.output).first)
    #expect(
      outcome.status == .done && found.language == "de" && found.mentions == ["ben"], "\(outcome.errors)")
    #expect(found.mood?.sign == "negative" && found.line == nil)
    #expect(found.hashtags.contains { $0.name == "kpopdance" && $0.words.count > 1 })
  }

  @Test func `what stands on the picture is read with the caption`() async throws {
    let outcome = await MediaStage.hookline([
      "analyze", "--json", "--caption", "part 2", "--sticker", "so sad today @ann\nlisten to this #KpopDance",
    ])
    let people = await MediaStage.hookline(["analyze", "--caption", "part 2", "--sticker", "#kpopdance"])

    let found = try #require(try documents(outcome.output).first)
    #expect(outcome.status == .done && found.language == "en" && found.mentions == ["ann"])
    #expect(found.mood?.sign == "negative" && found.genre?.name == "k-pop")
    #expect(found.hashtags.map(\.words) == [["kpop", "dance"]])
    #expect(people.output.contains("#kpopdance (kpop dance)"), "\(people.output)")
  }

  @Test(arguments: [
    (["--caption", "a", "b.mp3", "c.mp3"], "--caption takes one file, not 2"),
    (["--caption", "-", "b.mp3"], "--caption - reads captions, and takes no files"),
    (["--hashtags", "a"], "--hashtags needs --caption"), (["--sticker", "a"], "--sticker needs --caption"),
    (["--caption", "a", "--jobs", "2"], "--jobs does nothing with --caption"),
  ]) func `what makes no sense with a caption is said`(arguments: [String], words: String) async {
    let outcome = await MediaStage.hookline(["analyze"] + arguments)

    #expect(outcome.status == .misused && outcome.errors.contains(words), "\(outcome.errors)")
  }

  @Test func `captions that are piped in are told apart, and one that is too long is cut with a word`()
    async throws
  {
    let long = String(repeating: "no ", count: 6_000)
    let input = "happy jazz 🎷\n\n\(long)\nso sad 😢😢"

    try await MediaStage.withFolder { folder in
      try Data(input.utf8).write(to: URL(filePath: folder + "/captions"))

      let json = try await Binary.shell("\"$H\" analyze --json --caption - < \(folder)/captions")
      let text = try await Binary.shell("\"$H\" analyze --caption - < \(folder)/captions")

      let found = try documents(json.text)
      #expect(found.map(\.line) == [1, 2, 3, 4] && found.map(\.truncated) == [false, false, true, false])
      #expect(found.map { $0.mood?.sign } == ["positive", nil, nil, "negative"])
      #expect(text.text.contains("1: happy jazz") && text.text.contains("\n4: so sad"))
      #expect(text.errorText.contains("line 3 is longer than 16384 bytes"))
    }
  }
}
