import FoundationEssentials

/// A `jsonb` value, kept as its text.
public struct JSON: Sendable, Equatable, Bindable, ColumnDecodable {
  public let text: String

  /// JSON text as it is; the server refuses what is not JSON.
  public init(text: String) { self.text = text }

  public init(encoding value: some Encodable) throws(StorageError) {
    let encoder = JSONEncoder()
    encoder.dateEncodingStrategy = .iso8601
    do {
      text = String(decoding: try encoder.encode(value), as: UTF8.self)
    } catch {
      throw StorageError(.decoding, "a \(Swift.type(of: value)) cannot be written as JSON: \(error)")
    }
  }

  public func decode<Value: Decodable>(_ type: Value.Type) throws(StorageError) -> Value {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    do {
      return try decoder.decode(type, from: Data(text.utf8))
    } catch {
      throw StorageError(.decoding, "the JSON is not a \(type): \(error)")
    }
  }

  public static var type: ColumnType { .json }

  /// The binary form of `jsonb` is a version byte and the text.
  public func encode(into bytes: inout [UInt8]) {
    bytes.append(1)
    bytes.append(contentsOf: text.utf8)
  }

  public static func decode(_ field: Field) throws(StorageError) -> JSON {
    guard field.type == ColumnType.json.id || field.isUntyped else {
      return JSON(text: try String.decode(field))
    }
    guard field.bytes.first == 1 else { throw field.mismatch("jsonb of version 1") }
    return JSON(text: String(decoding: field.bytes.dropFirst(), as: UTF8.self))
  }
}
