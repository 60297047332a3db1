import Models

/// Reads a file of licences: separated values with the columns of the help, or a JSON object a line.
public final class RightsFile {
  public enum Step: Sendable, Equatable {
    case statement(RightsStatement)
    case rejected(RejectedRow)
    case end
  }

  private enum Form { case separated(CSVColumns), lines }

  public let path: String
  private let reader: CSVReader
  private let form: Form
  private let source: String?
  /// Whose the last row is; nil where that cannot be told.
  public private(set) var rowSource: String?

  /// `source` is that of rows which name none.
  public convenience init(_ path: String, source: String? = nil) throws(CSVError) {
    let isLines = [".json", ".jsonl", ".ndjson"].contains { path.lowercased().hasSuffix($0) }
    try self.init(path, called: path, isLines: isLines, source: source)
  }

  /// What was piped in is told by how it begins.
  public convenience init(_ input: SpooledInput, source: String? = nil) throws(CSVError) {
    try self.init(input.path, called: input.name, isLines: input.isJSON, source: source)
  }

  private init(_ path: String, called name: String, isLines: Bool, source: String?) throws(CSVError) {
    self.path = name
    self.source = source
    reader = try CSVReader(path, called: name, plainLines: isLines)
    guard !isLines else {
      form = .lines
      return
    }
    let columns = try CSVColumns(of: reader)
    form = .separated(columns)
    try Self.check(columns, name)
  }

  public var byteCount: Int { reader.byteCount }
  /// How many bytes of it are read.
  public var offset: Int { reader.offset }
  /// On which the last row began.
  public var line: Int { reader.line }
  /// The last row as it stands in the file.
  public var text: String { reader.excerpt }
  /// Columns of which nothing is known here.
  public var strangeColumns: [String] {
    guard case .separated(let columns) = form else { return [] }
    return columns.names.filter { !$0.isEmpty && !RightsRow.columns.contains($0) }
  }

  public func next() throws(CSVError) -> Step {
    rowSource = nil
    switch try reader.next() {
    case .end: return .end
    case .flaw(let reason): return reject([RowFlaw(Rules.Rights.row, reason)])
    case .record: break
    }
    guard let row = try row() else { return reject([RowFlaw(Rules.Rights.row, misfit)]) }
    rowSource = row.source ?? source
    switch RightsStatement.read(row, source: source) {
    case .success(let statement): return .statement(statement)
    case .failure(let flaws): return reject(flaws.all)
    }
  }

  private func row() throws(CSVError) -> RightsRow? {
    switch form {
    case .lines: return RightsRow(json: reader.bytes(0))
    case .separated(let columns):
      guard reader.fieldCount == columns.names.count else { return nil }
      return RightsRow(reader, columns)
    }
  }

  private var misfit: String {
    switch form {
    case .lines: "it is no JSON object with these fields, each once, as texts"
    case .separated(let columns) where reader.fieldCount != columns.names.count:
      "it has \(reader.fieldCount) fields, and the first line \(columns.names.count)"
    case .separated: "it is no text of UTF-8"
    }
  }

  private func reject(_ flaws: [RowFlaw]) -> Step { .rejected(rejection(flaws)) }

  /// The last row, for a reason that is found later.
  public func rejection(_ rule: Rule, _ reason: String) -> RejectedRow { rejection([RowFlaw(rule, reason)]) }

  private func rejection(_ flaws: [RowFlaw]) -> RejectedRow {
    RejectedRow(file: path, line: line, flaws: flaws, text: text)
  }

  private static func check(_ columns: CSVColumns, _ path: String) throws(CSVError) {
    guard columns["track"] != nil || (columns["title"] != nil && columns["artist"] != nil) else {
      throw CSVError(
        "\(path) has no column \"track\", nor \"title\" and \"artist\"; its first line names the columns")
    }
    _ = try columns.place(of: "territory", in: path)
    _ = try columns.place(of: "use", in: path)
  }
}
