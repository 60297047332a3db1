public import Models
public import Storage

/// Creators of whom nothing can be seen.
public enum HiddenCreators {
  /// Why nothing can be recommended to those of them of whom nothing is known either.
  public static func reasons(
    of authors: [Author.ID], in database: any Database
  ) async throws -> [Author.ID: String] {
    guard !authors.isEmpty else { return [:] }
    return try await ProfileStore(database).hidden(among: authors).mapValues { isGone in
      "the profile is \(isGone ? "gone" : "private"), and none of its posts are known"
    }
  }
}
