import Testing

@testable import Hookline

@Suite struct HelpTests {
  private static let topics: [Request.Topic] = [.everything] + Commands.all.map { .command($0) }

  @Test func `help is a sentence, then examples, usage, options and exit codes, in this order`() {
    let expected = ["Examples", "Usage", "Options of every command", "Exit codes"]
    for topic in Self.topics {
      let lines = Help(commands: Commands.all).text(topic).split(separator: "\n").map(String.init)

      #expect(lines.first?.hasSuffix(".") == true)
      #expect(lines.filter(expected.contains) == expected)
    }
  }

  @Test func `help fits a terminal of 100 columns and has no loose blanks`() {
    for topic in Self.topics {
      let lines = Help(commands: Commands.all).text(topic).split(separator: "\n")

      #expect(lines.filter { $0.count > 100 || $0.hasSuffix(" ") } == [])
    }
  }

  @Test func `every example is one that its own command understands`() throws {
    for command in Commands.all {
      for example in command.examples {
        let request = try ArgumentParser.parse(
          example.line.split(separator: " ").map(String.init), commands: Commands.all)

        guard case .run(let found, _) = request else {
          Issue.record("\(example.line) runs nothing")
          continue
        }
        #expect(found.name == command.name)
      }
    }
  }

  @Test func `how many at most is --limit everywhere, and has no other spelling`() {
    let counts = Commands.all.flatMap(\.options).filter { $0.help.contains("at most") && $0.value == "COUNT" }

    #expect(!counts.isEmpty && counts.allSatisfy { $0.short == nil && $0.name != "count" })
    // A page has a size; and what a server may have at most before it is not believed is no count of what is wanted.
    #expect(Set(counts.map(\.name)).subtracting(["size", "max-records"]) == ["limit"])
  }

  @Test func `the help of a group lists its members only`() {
    let help = Help(commands: [.sample("dead list"), .sample("dead show"), .sample("make")])

    let text = help.text(.group("dead"))

    #expect(text.contains("dead show") && !text.contains("make"))
  }
}
