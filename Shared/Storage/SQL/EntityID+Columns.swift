public import Models

extension EntityID: Bindable {
  public static var type: ColumnType { .int8 }
  public func encode(into bytes: inout [UInt8]) { rawValue.encode(into: &bytes) }
}

extension EntityID: ColumnDecodable {
  public static func decode(_ field: Field) throws(StorageError) -> Self { Self(try Int64.decode(field)) }
}
