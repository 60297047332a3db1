import FoundationEssentials
import TestKit
import Testing

@testable import Sources

@Suite(.timeLimit(.minutes(1))) struct CSVReaderTests {
  @Test(arguments: [
    ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
    ("a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]),
    ("\u{feff}a,b\n1,2", [["a", "b"], ["1", "2"]]),
    ("a;b\n1,5;2\n", [["a", "b"], ["1,5", "2"]]),
    ("a\tb\n1;5\t2\n", [["a", "b"], ["1;5", "2"]]),
    ("a,b\n\"1,\"\"x\"\"\",\"\"\n", [["a", "b"], ["1,\"x\"", ""]]),
    ("a,b\n\"two\r\nlines\",2\n", [["a", "b"], ["two\r\nlines", "2"]]),
    ("a,b\n\n\r\n1,\n", [["a", "b"], ["1", ""]]),
    ("a,b\n1,\"2\"\r\n", [["a", "b"], ["1", "2"]]),
    ("a,b\n1,say \"hi\"\n", [["a", "b"], ["1", "say \"hi\""]]),
    ("a,b\nÄ,\"漢\"", [["a", "b"], ["Ä", "漢"]]),
    ("", []), ("\n\n", []), ("a", [["a"]]), ("a,", [["a", ""]]),
  ])
  func `reads what RFC 4180 and its dialects allow`(text: String, rows: [[String]]) throws {
    try withFile(text) { path in
      let found = try records(path)

      #expect(found.rows == rows && found.flaws.isEmpty)
    }
  }

  @Test func `says on which line a record begins`() throws {
    try withFile("a,b\n\"1\n1\",2\n\n3,4\n") { path in
      let reader = try CSVReader(path)
      var lines: [Int] = []
      while try reader.next() == .record { lines.append(reader.line) }

      #expect(lines == [1, 2, 5])
    }
  }

  @Test(arguments: [
    ("a,b\n1,\"2\"x\n3,4\n", [2], "something follows a closing quote"),
    ("a,b\n1,\"2\n3,4\n5,6\n", [2], "a quote in it is never closed"),
    ("a,b\n\"1\"\r,2\n3,4\n", [2], "something follows a closing quote"),
    ("a,b\n" + String(repeating: ",", count: 300) + "\n3,4\n", [2], "it has more than 256 fields"),
    ("a,b\n" + String(repeating: "x", count: 3 << 20) + "\n3,4\n", [2], "it is longer than 256 KiB"),
  ])
  func `a line that is no record costs itself only`(text: String, lines: [Int], reason: String) throws {
    try withFile(text) { path in
      let found = try records(path)

      #expect(found.flaws.map(\.line) == lines)
      #expect(found.flaws.map(\.reason) == [reason])
      #expect(found.rows.first == ["a", "b"] && found.rows.contains(["3", "4"]))
    }
  }

  @Test func `a quote that is never closed in a large file costs its own line`() throws {
    let good = String(repeating: "1,2\n", count: 1 << 19)
    try withFile("a,b\n" + good + "3,\"4\n" + good) { path in
      let found = try records(path)

      #expect(found.rows.count == 1 + 2 * (1 << 19))
      #expect(found.flaws.map(\.line) == [(1 << 19) + 2])
    }
  }

  @Test(
    arguments: [
      ([0xff, 0xfe, 0x61, 0x00], "UTF-16"), ([0x1f, 0x8b, 0x08], "compressed"),
      ([0x50, 0x4b, 0x03, 0x04], "spreadsheet"),
      ([0x61, 0x00, 0x62], "no text"),
    ] as [([UInt8], String)])
  func `what is no text is refused with what it is`(bytes: [UInt8], word: String) throws {
    try withFile(bytes) { path in
      let error = try #require(throws: CSVError.self) { _ = try CSVReader(path) }

      #expect(error.description.contains(word))
    }
  }

  @Test(arguments: ["/dev/zero", "/", "/nowhere/at/all"])
  func `what is no file is refused`(path: String) {
    #expect(throws: CSVError.self) { _ = try CSVReader(path) }
  }

  @Test func `text that is not UTF-8 is told from text`() throws {
    try withFile([0x61, 0x2c, 0xff, 0x2c, 0x62, 0x0a]) { path in
      let reader = try CSVReader(path)

      #expect(try reader.next() == .record)
      #expect(reader.text(0) == "a" && reader.text(1) == nil && reader.text(2) == "b")
    }
  }

  @Test func `what is written is read again`() throws {
    var generator = SeededGenerator(seed: 4_180)
    let pieces = ["a", "\"", ",", "\n", "\r\n", "é", " ", ";", "", "\"\"", "漢\u{301}"]
    let rows = (0..<2_000).map { _ in
      ["x"]
        + (0..<3).map { _ in
          (0..<Int.random(in: 0...6, using: &generator)).map { _ in
            pieces.randomElement(using: &generator) ?? ""
          }.joined()
        }
    }
    try withFile("a,b,c,d\n" + rows.map(CSVText.record).joined()) { path in
      let found = try records(path)

      #expect(found.flaws.isEmpty, "seed \(generator)")
      #expect(found.rows.dropFirst().elementsEqual(rows), "seed \(generator)")
    }
  }

  @Test func `whatever the bytes are every line is accounted for`() throws {
    var generator = SeededGenerator(seed: 22)
    let bytes: [UInt8] = [0x61, 0x2c, 0x22, 0x0a, 0x0d, 0x22, 0x2c, 0xff, 0x0a]
    for _ in 0..<300 {
      let text = (0..<Int.random(in: 0...200, using: &generator)).map { _ in
        bytes.randomElement(using: &generator) ?? 0x61
      }
      try withFile(text) { path in
        let reader = try CSVReader(path)
        var (last, isOrdered) = (0, true)
        while try reader.next() != .end {
          isOrdered = isOrdered && reader.line > last
          last = reader.line
        }
        #expect(isOrdered, "\(text)")
        #expect(last <= text.count { $0 == 0x0a } + 1)
        #expect(reader.offset == text.count)
      }
    }
  }

  @Test(
    arguments: [
      ("12", .number(12)), ("12.0", .mended(12)), ("12.000", .mended(12)), ("12.", .mended(12)),
      ("-3", .number(-3)),
      (" 7 ", .number(7)), ("", .missing), ("  ", .missing), ("12.5", .unreadable), ("x", .unreadable),
      ("1e3", .unreadable),
      ("999999999999999999", .number(999_999_999_999_999_999)), ("9999999999999999999", .unreadable),
      ("-", .unreadable),
      (".0", .unreadable), ("1 2", .unreadable), ("١", .unreadable),
    ] as [(String, CSVNumber.Whole)])
  func `whole numbers are read, and mended where they were written as fractions`(
    text: String, number: CSVNumber.Whole
  ) {
    var text = text
    #expect(text.withUTF8(CSVNumber.whole) == number)
  }

  @Test(
    arguments: [
      ("3.5", 3.5), ("0.5", 0.5), ("5", 5), ("-7.5", -7.5), ("1e1", 10), ("nan", nil), ("inf", nil),
      ("", nil),
      ("3,5", nil), ("1e999", nil), ("0x1p3", nil),
    ] as [(String, Double?)])
  func `decimals are read as numbers and nothing else`(text: String, number: Double?) {
    var text = text
    #expect(text.withUTF8(CSVNumber.decimal) == number)
  }

  private func records(_ path: String) throws -> (rows: [[String?]], flaws: [(line: Int, reason: String)]) {
    let reader = try CSVReader(path)
    var rows: [[String?]] = []
    var flaws: [(line: Int, reason: String)] = []
    while true {
      switch try reader.next() {
      case .end: return (rows, flaws)
      case .record: rows.append((0..<reader.fieldCount).map(reader.text))
      case .flaw(let reason): flaws.append((reader.line, reason))
      }
    }
  }
}

func withFile(_ text: String, named name: String = "file.csv", _ body: (String) throws -> Void) throws {
  try withFile(Array(text.utf8), named: name, body)
}

func withFile(_ bytes: [UInt8], named name: String = "file.csv", _ body: (String) throws -> Void) throws {
  let folder = FileManager.default.temporaryDirectory.path + "/hookline-csv-\(UUID().uuidString)"
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: folder) }
  try Data(bytes).write(to: URL(filePath: folder + "/" + name))
  try body(folder + "/" + name)
}
