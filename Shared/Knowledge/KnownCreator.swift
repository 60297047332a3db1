public import Jobs
public import Models
public import Recommending
public import Storage

/// All that is known of one creator: their profile, what their posts have in common, and who asked about them last.
public struct KnownCreator: Sendable {
  public let profile: ProfileStore.Profile
  public let patterns: Patterns
  public let taste: Taste
  /// The newest about them.
  public let run: RunRecord?

  public init(profile: ProfileStore.Profile, patterns: Patterns, taste: Taste, run: RunRecord?) {
    self.profile = profile
    self.patterns = patterns
    self.taste = taste
    self.run = run
  }

  /// Of the one who is asked for by this handle; nil when there is no such creator.
  public init?(_ id: Author.ID, askedForAs handle: Handle, in database: any Database) async throws {
    let store = ProfileStore(database)
    guard let profile = try await store.profile(of: id) else { return nil }
    let patterns = Patterns(
      try await store.posts(of: id), followers: profile.author.counts.followers,
      growth: try await store.followers(of: id))
    let past = try await TasteStore(database).pasts(of: [id])[id]
    let filter = RunFilter(kind: InfluencerRequest.runKind, subject: InfluencerRequest(handle).subject)
    self.init(
      profile: profile, patterns: patterns, taste: Taste(of: past?.videos ?? []),
      run: try await JobStore(database).runs(filter, limit: 1).first)
  }
}
