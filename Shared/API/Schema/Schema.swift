public import Documents

/// What a JSON value may be: the part of JSON Schema 2020-12 that this interface needs, which both validates and prints
/// itself into the document.
public struct Schema: Sendable {
  public indirect enum Kind: Sendable {
    case anything
    /// `rest` is what members may be that are not named; without it there may be none.
    case object([Property], rest: Schema?)
    case array(Schema, count: ClosedRange<Int>)
    case string(Text)
    case integer(ClosedRange<Int>)
    case number(ClosedRange<Double>)
    case boolean
    case choice([String])
    case either([Schema])
    /// Stands among the components of the document and is referred to.
    case named(String, Schema)
  }

  public struct Property: Sendable {
    public let name: String
    public let schema: Schema
    public let isRequired: Bool

    /// A member that has to be there.
    public static func required(_ name: String, _ schema: Schema) -> Property {
      Property(name: name, schema: schema, isRequired: true)
    }

    public static func optional(_ name: String, _ schema: Schema) -> Property {
      Property(name: name, schema: schema, isRequired: false)
    }
  }

  public struct Text: Sendable {
    public enum Format: String, Sendable {
      case dateTime = "date-time"
      case date, uuid, uri
    }

    /// In Unicode scalars.
    public var length: ClosedRange<Int>
    public var format: Format?
    public var pattern: Pattern?
  }

  public let kind: Kind
  public private(set) var isNullable = false
  public private(set) var summary: String?
  public private(set) var examples: [JSONValue] = []

  public init(_ kind: Kind) { self.kind = kind }

  // MARK: Making

  public static let anything = Schema(.anything)
  public static let boolean = Schema(.boolean)
  /// A moment in UTC.
  public static let moment = string(20...40, .dateTime)
  /// An id as 36 characters.
  public static let uuid = string(36...36, .uuid, .uuid)
  public static let day = string(10...10, .date, .date)
  /// A number above what all programs can hold in a number of JSON, and so a text.
  public static let numericID = string(1...19, nil, .number)
  public static let count = integer(0...Int.max)

  public static func object(_ properties: [Property], rest: Schema? = nil) -> Schema {
    Schema(.object(properties, rest: rest))
  }

  public static func array(_ element: Schema, count: ClosedRange<Int> = 0...Int.max) -> Schema {
    Schema(.array(element, count: count))
  }

  public static func string(
    _ length: ClosedRange<Int> = 0...Int.max, _ format: Text.Format? = nil, _ pattern: Pattern? = nil
  ) -> Schema {
    Schema(.string(Text(length: length, format: format, pattern: pattern)))
  }

  public static func integer(_ range: ClosedRange<Int>) -> Schema { Schema(.integer(range)) }

  public static func number(
    _ range: ClosedRange<Double> = -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude
  ) -> Schema { Schema(.number(range)) }

  public static func choice(_ words: [String]) -> Schema { Schema(.choice(words)) }

  public static func choice<Choice: CaseIterable & RawRepresentable<String>>(_ type: Choice.Type) -> Schema {
    Schema(.choice(Choice.allCases.map(\.rawValue)))
  }

  public static func either(_ schemas: [Schema]) -> Schema { Schema(.either(schemas)) }

  // MARK: Describing

  /// The same, or null.
  public var orNull: Schema {
    var schema = self
    schema.isNullable = true
    return schema
  }

  /// The same under a name among the components.
  public func named(_ name: String) -> Schema { Schema(.named(name, self)) }

  public func described(_ summary: String) -> Schema {
    var schema = self
    schema.summary = summary
    return schema
  }

  public func example(_ example: JSONValue) -> Schema {
    var schema = self
    schema.examples.append(example)
    return schema
  }
}
