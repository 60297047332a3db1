public import Models
public import Storage

/// Creators of whom nothing can be seen.
public enum HiddenCreators {
  /// Why nothing can be recommended to those of them of whom nothing is known either.
  public static func reasons(
    of authors: [Author.ID], in database: any Database
  ) async throws -> [Author.ID: String] {
    var reasons: [Author.ID: String] = [:]
    for author in authors {
      guard let profile = try await ProfileStore(database).profile(of: author), profile.videos == 0 else {
        continue
      }
      let (isGone, isPrivate) = (profile.author.isGone == true, profile.author.isPrivate == true)
      guard isGone || isPrivate else { continue }
      reasons[author] = "the profile is \(isGone ? "gone" : "private"), and none of its posts are known"
    }
    return reasons
  }
}
