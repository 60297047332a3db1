/// A type of the server: its id, its name in SQL, and the id of its array type. The ids are fixed in
/// `pg_type.dat` of Postgres and never change.
public struct ColumnType: Sendable, Equatable {
  public let id: UInt32
  public let name: String
  public let arrayID: UInt32

  static let bool = ColumnType(id: 16, name: "bool", arrayID: 1000)
  static let bytes = ColumnType(id: 17, name: "bytea", arrayID: 1001)
  static let int8 = ColumnType(id: 20, name: "int8", arrayID: 1016)
  static let int2 = ColumnType(id: 21, name: "int2", arrayID: 1005)
  static let int4 = ColumnType(id: 23, name: "int4", arrayID: 1007)
  static let text = ColumnType(id: 25, name: "text", arrayID: 1009)
  static let float4 = ColumnType(id: 700, name: "float4", arrayID: 1021)
  static let float8 = ColumnType(id: 701, name: "float8", arrayID: 1022)
  static let timestamp = ColumnType(id: 1184, name: "timestamptz", arrayID: 1185)
  static let uuid = ColumnType(id: 2950, name: "uuid", arrayID: 2951)
  static let json = ColumnType(id: 3802, name: "jsonb", arrayID: 3807)

  /// Types whose binary form is their text.
  static let textual: Set<UInt32> = [18, 19, 25, 114, 142, 705, 1042, 1043]

  /// Ids from here on belong to types that a schema defines; of those, enums travel as text.
  static let firstUserDefined: UInt32 = 16384
}
