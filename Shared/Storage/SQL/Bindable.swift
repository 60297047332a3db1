public import FoundationEssentials

/// A value that can be a parameter of a statement or a field of a copied row.
public protocol Bindable: Sendable {
  static var type: ColumnType { get }
  var isNull: Bool { get }
  /// Appends the server's binary form of the value; not called for null.
  func encode(into bytes: inout [UInt8])
}

extension Bindable {
  public var isNull: Bool { false }
}

extension Int: Bindable {
  public static var type: ColumnType { .int8 }
  public func encode(into bytes: inout [UInt8]) { bytes.append(bigEndian: Int64(self)) }
}

extension Int64: Bindable {
  public static var type: ColumnType { .int8 }
  public func encode(into bytes: inout [UInt8]) { bytes.append(bigEndian: self) }
}

extension Int32: Bindable {
  public static var type: ColumnType { .int4 }
  public func encode(into bytes: inout [UInt8]) { bytes.append(bigEndian: self) }
}

extension Int16: Bindable {
  public static var type: ColumnType { .int2 }
  public func encode(into bytes: inout [UInt8]) { bytes.append(bigEndian: self) }
}

extension Double: Bindable {
  public static var type: ColumnType { .float8 }
  public func encode(into bytes: inout [UInt8]) { bytes.append(bigEndian: bitPattern) }
}

extension Float: Bindable {
  public static var type: ColumnType { .float4 }
  public func encode(into bytes: inout [UInt8]) { bytes.append(bigEndian: bitPattern) }
}

extension Bool: Bindable {
  public static var type: ColumnType { .bool }
  public func encode(into bytes: inout [UInt8]) { bytes.append(self ? 1 : 0) }
}

extension String: Bindable {
  public static var type: ColumnType { .text }
  public func encode(into bytes: inout [UInt8]) { bytes.append(contentsOf: utf8) }
}

extension UUID: Bindable {
  public static var type: ColumnType { .uuid }

  public func encode(into bytes: inout [UInt8]) {
    withUnsafeBytes(of: uuid) { bytes.append(contentsOf: $0) }
  }
}

extension Date: Bindable {
  public static var type: ColumnType { .timestamp }

  public func encode(into bytes: inout [UInt8]) {
    bytes.append(bigEndian: Timestamp.microseconds(of: self))
  }
}

extension Optional: Bindable where Wrapped: Bindable {
  public static var type: ColumnType { Wrapped.type }
  public var isNull: Bool { map(\.isNull) ?? true }
  public func encode(into bytes: inout [UInt8]) { self?.encode(into: &bytes) }
}

extension Array: Bindable where Element: Bindable {
  public static var type: ColumnType {
    ColumnType(id: Element.type.arrayID, name: Element.type.name + "[]", arrayID: Element.type.arrayID)
  }

  /// One dimension, counted from 1, as the server's `array_send` writes it.
  public func encode(into bytes: inout [UInt8]) {
    bytes.append(bigEndian: Int32(isEmpty ? 0 : 1))
    bytes.append(bigEndian: Int32(contains(where: \.isNull) ? 1 : 0))
    bytes.append(bigEndian: Element.type.id)
    guard !isEmpty else { return }
    bytes.append(bigEndian: Int32(count))
    bytes.append(bigEndian: Int32(1))
    for element in self { bytes.append(field: element) }
  }
}

/// Raw bytes, as `bytea`. A type of its own, because an array of bytes would be an array of numbers.
public struct Bytes: Sendable, Equatable, Bindable {
  public var bytes: [UInt8]

  public init(_ bytes: [UInt8]) { self.bytes = bytes }

  public static var type: ColumnType { .bytes }
  public func encode(into bytes: inout [UInt8]) { bytes += self.bytes }
}

extension [UInt8] {
  @inline(__always)
  mutating func append(bigEndian value: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: value.bigEndian) { append(contentsOf: $0) }
  }

  /// A value behind its length, which is -1 for null: the form in arrays and in copied rows.
  mutating func append(field value: some Bindable) {
    guard !value.isNull else { return append(bigEndian: Int32(-1)) }
    let start = count
    append(bigEndian: Int32(0))
    value.encode(into: &self)
    let length = Int32(count - start - 4).bigEndian
    Swift.withUnsafeBytes(of: length) { replaceSubrange(start..<start + 4, with: $0) }
  }
}
