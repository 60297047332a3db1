/// A statement and its parameters.
///
/// Written as a literal, and only as one: whatever is interpolated becomes a parameter, so no string can
/// become SQL.
///
///     "select id from author where handle = \(handle)"      // … where handle = $1
///     "insert into tag (id, name) select * from \(unnest: ids, names)"
public struct SQL: Sendable, Equatable, ExpressibleByStringInterpolation {
  /// As the server gets it, with `$1` and so on where the parameters stand.
  public let text: String
  let parameters: Parameters
  /// What stands before, between and after the parameters: one more than there are parameters.
  private let pieces: [String]

  public init(stringLiteral value: StaticString) {
    text = value.description
    pieces = [text]
    parameters = Parameters()
  }

  public init(stringInterpolation: Interpolation) {
    pieces = stringInterpolation.pieces
    parameters = stringInterpolation.parameters
    var text = pieces[0]
    for (index, piece) in pieces.dropFirst().enumerated() {
      text += "$"
      text += String(index + 1)
      text += piece
    }
    self.text = text
  }

  public struct Interpolation: StringInterpolationProtocol {
    fileprivate var pieces = [""]
    fileprivate var parameters = Parameters()

    public init(literalCapacity: Int, interpolationCount: Int) {
      pieces.reserveCapacity(interpolationCount + 1)
    }

    public mutating func appendLiteral(_ literal: StaticString) { append(literal.description) }

    /// Binds the value.
    public mutating func appendInterpolation(_ value: some Bindable) {
      parameters.append(value)
      pieces.append("")
    }

    /// Continues with another statement's text and parameters.
    public mutating func appendInterpolation(_ other: SQL) {
      append(other.pieces[0])
      pieces += other.pieces.dropFirst()
      parameters.append(other.parameters)
    }

    /// A table, column or channel name, quoted. A dot separates a schema from a name.
    public mutating func appendInterpolation(identifier name: String) { append(SQL.quoted(name)) }

    /// `unnest($1::int8[], $2::text[])`: whole columns as one row source, so that one statement carries many
    /// rows. Columns of unequal length are a bug of the caller.
    public mutating func appendInterpolation<each Value: Bindable>(unnest columns: repeat [each Value]) {
      append("unnest(")
      var length: Int?
      for column in repeat each columns {
        precondition(length ?? column.count == column.count, "unnest needs columns of equal length")
        if length != nil { append(", ") }
        length = column.count
        appendInterpolation(column)
        append("::" + type(of: column).type.name)
      }
      append(")")
    }

    private mutating func append(_ text: String) { pieces[pieces.count - 1] += text }
  }

  /// A name as SQL writes it where it could be taken for something else.
  ///
  /// Scalar by scalar: to `String` a quote and a combining mark behind it are one character, which is no quote.
  static func quoted(_ name: String) -> String {
    var result = "\"".unicodeScalars
    for scalar in name.unicodeScalars {
      switch scalar {
      case "\"": result.append(contentsOf: "\"\"".unicodeScalars)
      case ".": result.append(contentsOf: "\".\"".unicodeScalars)
      default: result.append(scalar)
      }
    }
    result.append("\"")
    return String(result)
  }
}
