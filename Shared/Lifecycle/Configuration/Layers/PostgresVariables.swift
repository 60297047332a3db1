/// libpq's own environment variables, for those who have them set already.
enum PostgresVariables {
  /// Those that say which database is meant. Others (`PGUSER`, `PGSSLMODE`) only refine it.
  private static let deciding = ["PGHOST", "PGHOSTADDR", "PGDATABASE", "PGSERVICE"]
  private static let parameters: [(variable: String, parameter: String)] = [
    ("PGHOST", "host"), ("PGHOSTADDR", "hostaddr"), ("PGPORT", "port"), ("PGDATABASE", "dbname"),
    ("PGUSER", "user"), ("PGPASSWORD", "password"), ("PGPASSFILE", "passfile"), ("PGSERVICE", "service"),
    ("PGSSLMODE", "sslmode"), ("PGSSLROOTCERT", "sslrootcert"), ("PGSSLCERT", "sslcert"),
    ("PGSSLKEY", "sslkey"), ("PGCHANNELBINDING", "channel_binding"),
  ]

  /// The URL that the variables amount to and the names of those that are set; nil when none decides.
  static func url(_ value: (String) -> String?) -> (text: String, names: [String])? {
    guard deciding.contains(where: { value($0) != nil }) else { return nil }
    let set = parameters.compactMap { entry in
      value(entry.variable).map { (entry.variable, entry.parameter, $0) }
    }
    // As parameters, because libpq then gives each the meaning that it gives the variable.
    let query = set.map { "\($0.1)=\(PercentEncoding.encode($0.2))" }.joined(separator: "&")
    return ("postgresql://?\(query)", set.map(\.0))
  }
}
