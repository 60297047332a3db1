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
  public var isNull: Bool {
    switch self {
    case let value?: value.isNull
    case nil: true
    }
  }
  public func encode(into bytes: inout [UInt8]) { self?.encode(into: &bytes) }
}

extension Array: Bindable where Element: Bindable {
  public static var type: ColumnType {
    ColumnType(id: Element.type.arrayID, name: Element.type.name + "[]", arrayID: Element.type.arrayID)
  }

  /// One dimension, counted from 1, as the server's `array_send` writes it.
  public func encode(into bytes: inout [UInt8]) {
    bytes.append(bigEndian: Int32(isEmpty ? 0 : 1))
    let nullMark = bytes.count
    bytes.append(bigEndian: Int32(0))
    bytes.append(bigEndian: Element.type.id)
    guard !isEmpty else { return }
    bytes.append(bigEndian: Int32(count))
    bytes.append(bigEndian: Int32(1))
    var hasNull = false
    for element in self where !bytes.append(field: element) { hasNull = true }
    if hasNull { bytes.put(1, at: nullMark) }
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
  /// False for null.
  @discardableResult
  mutating func append(field value: some Bindable) -> Bool {
    guard !value.isNull else {
      append(bigEndian: Int32(-1))
      return false
    }
    let start = count
    append(bigEndian: Int32(0))
    value.encode(into: &self)
    put(Int32(count - start - 4), at: start)
    return true
  }

  /// Over what stands there: lengths are known when the value is written.
  fileprivate mutating func put(_ value: Int32, at place: Int) {
    withUnsafeMutableBytes { $0.storeBytes(of: value.bigEndian, toByteOffset: place, as: Int32.self) }
  }
}
