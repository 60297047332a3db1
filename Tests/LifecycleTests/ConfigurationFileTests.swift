import TestKit
import Testing

@testable import Lifecycle

@Suite struct ConfigurationFileTests {
  @Test(arguments: [
    ("A=1", "1"),
    ("export A=1", "1"),
    ("  export\tA = 1 ", "1"),
    ("A=", ""),
    ("A=# nothing", ""),
    ("A=one # comment", "one"),
    ("A=one#two", "one#two"),
    ("A=$HOME/x", "$HOME/x"),
    ("A=a=b", "a=b"),
    ("A='one # \\n two' # comment", "one # \\n two"),
    (
      #"A="tab\t line\n back\\ quote\" dollar\$ # kept" # comment"#,
      "tab\t line\n back\\ quote\" dollar$ # kept"
    ),
    ("A=\"\"", ""),
    ("A=größe", "größe"),
    ("exported=2\nA=1", "1"),
  ])
  func `reads a value as written`(text: String, value: String) {
    let file = EnvironmentFile(text.utf8)

    #expect(file.problems.isEmpty)
    #expect(file.assignments["A"]?.value == value)
  }

  @Test func `skips comments, empty lines, a byte order mark and carriage returns`() {
    let file = EnvironmentFile("\u{FEFF}# first\r\n\r\nA=1\r\n  # last\r\nB='2'\r\n".utf8)

    #expect(file.assignments == ["A": .init(value: "1", line: 3), "B": .init(value: "2", line: 5)])
    #expect(file.problems.isEmpty)
  }

  @Test(arguments: [
    "no sign", "=1", "1A=1", "A-B=1", "A='open", "A=\"open", "A=\"bad \\d\"", "A='one' two", "A=\"open\\",
    "A=\0",
    "export =1",
  ])
  func `names the line of what it cannot read and never repeats it`(line: String) {
    let file = EnvironmentFile("GOOD=1\n\(line)\nALSO=2".utf8)

    #expect(file.problems.map(\.line) == [2])
    #expect(file.assignments.keys.sorted() == ["ALSO", "GOOD"])
    #expect(file.problems.allSatisfy { !$0.message.contains("open") && !$0.message.contains("two") })
  }

  @Test func `reports text that is not UTF-8 by its line`() {
    let file = EnvironmentFile(Array("A=1\nB=".utf8) + [0xff, 0xfe])

    #expect(file.problems.map(\.line) == [2])
  }

  @Test func `takes the last of two and says that the first has no effect`() {
    let file = EnvironmentFile("A=1\nA=2".utf8)

    #expect(file.assignments["A"] == .init(value: "2", line: 2))
    #expect(file.warnings.map(\.message) == ["sets A again, so line 1 has no effect"])
  }

  @Test func `survives any bytes`() {
    let seed = UInt64.random(in: 0 ... .max)
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<500 {
      let bytes = (0..<60).map { _ in
        Array("A='\"\\\n\r# \texport\0\u{FF}".utf8).randomElement(using: &generator) ?? 0
      }

      let file = EnvironmentFile(bytes)

      let lineCount = bytes.split(separator: 10, omittingEmptySubsequences: false).count
      #expect(file.problems.count + file.assignments.count <= lineCount, "seed \(seed)")
    }
  }
}
