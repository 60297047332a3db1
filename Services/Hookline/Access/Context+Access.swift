import Lifecycle
import Storage

extension Context {
  /// Hands the database to the body with the rights of those who keep the keys: the gateway's, or whatever there is.
  func withAccess<Value: Sendable>(_ body: (any Database) async throws -> Value) async throws -> Value {
    try refuseServers()
    let survey = try settings()
    let url: ServiceURL
    if let own = survey[\.apiDatabaseURL] {
      url = own
    } else {
      url = try settings(requiring: [\.databaseURL]).require(\.databaseURL)
    }
    return try await withDatabase(at: url, survey, body)
  }
}
