/// Which field of a record is which, by the names in the first line.
public struct CSVColumns: Sendable, Equatable {
  /// In small letters, as they stand there.
  public let names: [String]

  public init(_ names: [String]) { self.names = names.map { $0.lowercased() } }

  /// Reads the first record; throws where there is none, or a name stands there twice.
  public init(of reader: CSVReader) throws(CSVError) {
    switch try reader.next() {
    case .end: throw CSVError("\(reader.path) is empty")
    case .flaw(let reason): throw CSVError("the first line of \(reader.path) names no columns: \(reason)")
    case .record: break
    }
    var names: [String] = []
    for index in 0..<reader.fieldCount {
      guard let name = reader.text(index) else {
        throw CSVError("the first line of \(reader.path) is no text of UTF-8")
      }
      names.append(Self.trimmed(name))
    }
    self.init(names)
    if let twice = self.names.first(where: { name in !name.isEmpty && self.names.count { $0 == name } > 1 }) {
      throw CSVError("\(reader.path) has two columns \"\(twice)\"")
    }
  }

  /// The place of a column; nil where there is none.
  public subscript(name: String) -> Int? { names.firstIndex(of: name.lowercased()) }

  /// The place of a column that there must be.
  public func place(of name: String, in path: String) throws(CSVError) -> Int {
    guard let place = self[name] else {
      throw CSVError(
        "\(path) has no column \"\(name)\", only \(names.map { "\"\($0)\"" }.joined(separator: ", "))")
    }
    return place
  }

  static func trimmed(_ text: String) -> String {
    let blank: (Character) -> Bool = { $0.isWhitespace }
    return String(text.drop(while: blank).reversed().drop(while: blank).reversed())
  }
}
