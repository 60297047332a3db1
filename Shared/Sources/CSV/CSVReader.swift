import Glibc

/// Reads records of separated values, as RFC 4180 has them, in memory that does not grow with the file.
///
/// A mark of byte order is skipped, lines may end with or without a carriage return, empty lines say nothing, and quotes
/// within an unquoted field are taken as they are. Semicolons or tabs separate the fields where the first line has more of
/// them than commas. What is no record costs its own line only.
public final class CSVReader {
  /// What is next in the file.
  public enum Step: Sendable, Equatable {
    /// A record, whose fields can be asked for until the next step.
    case record
    /// A line that is none, and why.
    case flaw(String)
    case end
  }

  /// A record that is longer was not meant as one: a quote in it is never closed.
  public static let recordLimit = 256 << 10
  public static let fieldLimit = 256

  /// The line on which the last step began, from 1.
  public private(set) var line = 0
  public private(set) var fieldCount = 0
  public let separator: UInt8
  private let isPlain: Bool
  private let file: CSVFile
  private let fields: UnsafeMutablePointer<CSVField>
  private var nextLine = 1
  /// Where in memory the last record, or line that is none, lies; without its line break.
  private var recordStart = 0
  private var recordEnd = 0

  /// Opens the file and looks at its first line. With `plainLines` each line is one field, whatever is in it.
  public convenience init(_ path: String, plainLines: Bool = false) throws(CSVError) {
    try self.init(path, called: path, plainLines: plainLines)
  }

  /// Errors call it by `name`.
  init(_ path: String, called name: String, plainLines: Bool) throws(CSVError) {
    isPlain = plainLines
    file = try CSVFile(path, called: name, recordLimit: Self.recordLimit)
    try file.fill()
    let start = UnsafeBufferPointer(start: file.base, count: file.count)
    if let encoding = CSVStart.foreignEncoding(start) {
      throw CSVError("\(name) is \(encoding); save it as UTF-8")
    }
    file.skip(to: CSVStart.markLength(start))
    separator = CSVStart.separator(UnsafeBufferPointer(rebasing: start[file.start...]))
    fields = .allocate(capacity: Self.fieldLimit)
  }

  deinit { fields.deallocate() }

  public var path: String { file.path }
  public var byteCount: Int { file.byteCount }
  /// How many bytes of the file are behind the reader.
  public var offset: Int { file.offset }

  public func next() throws(CSVError) -> Step {
    while true {
      switch isPlain ? scanLine() : scan() {
      case .record(let end, _, _) where end - file.start > Self.recordLimit: return try tooLong()
      case .record(let end, let next, let lines):
        take(end: end, next: next, lines: lines)
        // An empty line is one empty field.
        if fieldCount == 1, recordStart == recordEnd { continue }
        return .record
      case .more where file.isAtEnd:
        guard file.count > 0 else { return .end }
        return try unclosedQuote()
      case .more where file.count > Self.recordLimit: return try tooLong()
      case .more: try file.fill()
      case .flaw(let reason): return try flaw(reason)
      }
    }
  }

  /// The bytes of a field; those of one with doubled quotes still have them doubled.
  func bytes(_ index: Int) -> UnsafeBufferPointer<UInt8> {
    precondition(0..<fieldCount ~= index, "there is no such field")
    let field = fields[index]
    return UnsafeBufferPointer(start: file.base + Int(field.start), count: Int(field.end - field.start))
  }

  /// A field as text; nil where it is not UTF-8, or holds a zero byte, which no database keeps.
  public func text(_ index: Int) -> String? {
    let bytes = bytes(index)
    guard !fields[index].hasQuotes else { return CSVText.unquoted(bytes) }
    return CSVText.text(bytes)
  }

  /// As it stands in the file, no more of it than can be looked at.
  public var excerpt: String {
    let count = min(recordEnd - recordStart, 4096)
    return String(decoding: UnsafeBufferPointer(start: file.base + recordStart, count: count), as: UTF8.self)
  }
}

extension CSVReader {
  private enum Scan {
    case record(end: Int, next: Int, lines: Int)
    /// The end is not in memory.
    case more
    case flaw(String)
  }

  private func take(end: Int, next: Int, lines: Int) {
    (recordStart, recordEnd) = (file.start, end)
    line = nextLine
    nextLine += lines
    file.skip(to: next)
  }

  /// Where the record that begins here ends, and its fields.
  private func scan() -> Scan {
    let (base, end, isLast, separator) = (file.base, file.end, file.isAtEnd, separator)
    var (place, lines, count) = (file.start, 1, 0)
    guard place < end else { return .more }
    while true {
      guard count < Self.fieldLimit else { return .flaw("it has more than \(Self.fieldLimit) fields") }
      let first: Int
      var last: Int
      var hasQuotes = false
      if place < end, base[place] == CSVText.quote {
        first = place + 1
        var cursor = first
        while true {
          guard cursor < end else { return .more }
          let byte = base[cursor]
          if byte == CSVText.quote {
            guard cursor + 1 < end || isLast else { return .more }
            guard cursor + 1 < end, base[cursor + 1] == CSVText.quote else { break }
            hasQuotes = true
            cursor += 1
          } else if byte == CSVText.newline {
            lines += 1
          }
          cursor += 1
        }
        (last, place) = (cursor, cursor + 1)
        if place < end, base[place] == CSVText.carriageReturn {
          guard place + 1 < end || isLast else { return .more }
          place += 1
        }
        if place < end, base[place] != CSVText.newline,
          base[place] != separator || base[place - 1] != CSVText.quote
        {
          return .flaw("something follows a closing quote")
        }
      } else {
        first = place
        while place < end, base[place] != separator, base[place] != CSVText.newline { place += 1 }
        guard place < end || isLast else { return .more }
        last = place
        if last > first, base[last - 1] == CSVText.carriageReturn,
          place == end || base[place] == CSVText.newline
        {
          last -= 1
        }
      }
      fields[count] = CSVField(start: Int32(first), end: Int32(last), hasQuotes: hasQuotes)
      count += 1
      if place < end, base[place] == separator {
        place += 1
        continue
      }
      fieldCount = count
      var recordEnd = place
      if recordEnd > file.start, base[recordEnd - 1] == CSVText.carriageReturn { recordEnd -= 1 }
      return .record(end: recordEnd, next: min(place + 1, end), lines: lines)
    }
  }

  private func scanLine() -> Scan {
    let start = file.start
    let rest = UnsafeBufferPointer(start: file.base + start, count: file.count)
    guard
      let place = rest.firstIndex(of: CSVText.newline) ?? (file.isAtEnd && !rest.isEmpty ? rest.count : nil)
    else {
      return .more
    }
    var end = start + place
    if end > start, file.base[end - 1] == CSVText.carriageReturn { end -= 1 }
    fields[0] = CSVField(start: Int32(start), end: Int32(end), hasQuotes: false)
    fieldCount = 1
    return .record(end: end, next: min(start + place + 1, file.end), lines: 1)
  }

  /// What follows is read again, but not over and over: a line whose quote is not closed would close that of a line before
  /// it.
  private func unclosedQuote() throws(CSVError) -> Step { try flaw("a quote in it is never closed") }

  private func tooLong() throws(CSVError) -> Step {
    let head = UnsafeBufferPointer(start: file.base + file.start, count: Self.recordLimit)
    // Of one long line nothing is read twice.
    guard head.contains(CSVText.newline) else {
      return try flaw("it is longer than \(Self.recordLimit >> 10) KiB")
    }
    return try unclosedQuote()
  }

  /// Skips the line: what is wrong in it must not take the lines after it along.
  private func flaw(_ reason: String) throws(CSVError) -> Step {
    fieldCount = 0
    line = nextLine
    nextLine += 1
    let kept = file.offset
    while true {
      let rest = UnsafeBufferPointer(start: file.base + file.start, count: file.count)
      if let place = rest.firstIndex(of: CSVText.newline) {
        // Where the line began further back than memory reaches, its end is shown.
        (recordStart, recordEnd) = (file.start, file.start + place)
        file.skip(to: file.start + place + 1)
        return .flaw(reason)
      }
      if file.isAtEnd {
        (recordStart, recordEnd) = (file.start, file.end)
        file.skip(to: file.end)
        return .flaw(reason)
      }
      if file.offset > kept || file.count > Self.recordLimit { file.skip(to: file.end) }
      try file.fill()
    }
  }
}

struct CSVField {
  /// In memory; without the quotes around it.
  var start: Int32
  var end: Int32
  /// Doubled, within.
  var hasQuotes: Bool
}
