import Testing

@testable import Hookline

@Suite struct ShownTests {
  @Test(arguments: [
    (0.4, "0s"), (99, "99s"), (100, "1m"), (5_999, "99m"), (6_000, "1h"), (172_800, "2d"), (-5, "0s"),
    (.infinity, "0s"),
  ])
  func `a duration is told in its largest unit`(seconds: Double, text: String) {
    #expect(brief(seconds) == text)
  }

  @Test(arguments: [(0, "0 tasks"), (1, "1 task"), (999, "999 tasks"), (1_234_567, "1,234,567 tasks")])
  func `a count agrees with its noun`(count: Int, text: String) {
    #expect(counted(count, "task") == text)
  }

  @Test func `an excerpt is one line of bounded length`() {
    #expect(excerpt("a\r\n  b\t c ") == "a b c")
    #expect(excerpt(String(repeating: "x", count: 500), limit: 10) == "xxxxxxxxx…")
  }

  @Test func `only a clear yes is one`() {
    #expect(["y", "Y", "yes", " yes "].allSatisfy(Confirmation.isYes))
    #expect([nil, "", "n", "no", "yesterday"].allSatisfy { !Confirmation.isYes($0) })
  }

  @Test func `a group alone is its list`() throws {
    let commands: [Command] = [.sample("dead list"), .sample("dead show")]

    guard
      case .run(let command, let invocation) = try ArgumentParser.parse(
        ["dead", "--json"], commands: commands)
    else { throw Misuse("runs nothing") }

    #expect(command.name == "dead list" && invocation.command == "dead list" && invocation.has(.json))
  }
}
