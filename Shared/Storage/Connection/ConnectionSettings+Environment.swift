import CPostgres

extension ConnectionSettings {
  /// The variables by which libpq's own programs, such as `psql`, find the same database. The password is among
  /// them: they are for a child's environment, which others cannot read as they can its arguments.
  public var environment: [String: String] {
    guard let options = PQconndefaults() else { return [:] }
    defer { PQconninfoFree(options) }
    var result: [String: String] = [:]
    var cursor = options
    while let keyword = cursor.pointee.keyword {
      if let variable = cursor.pointee.envvar, let value = keywords[String(cString: keyword)] {
        result[String(cString: variable)] = value
      }
      cursor += 1
    }
    return result
  }
}
