public import Media
public import Models
public import Storage

/// A video with all that was counted, seen and heard.
public struct KnownVideo: Sendable {
  public let post: PostStore.Post
  /// What was seen and heard in its film or its photos; nil where nobody could look at them yet.
  public let clip: AnalyzedClip?
  /// Where that came from, and by which version.
  public let view: StoredView?
  /// Why a newer version did not see it, or any.
  public let unseen: UnseenVideo?
  /// Music that was recognised in it, though it is not said to be its sound.
  public let music: RecognisedMusic?

  public init(
    post: PostStore.Post, clip: AnalyzedClip? = nil, view: StoredView? = nil, unseen: UnseenVideo? = nil,
    music: RecognisedMusic? = nil
  ) {
    self.post = post
    self.clip = clip
    self.view = view
    self.unseen = unseen
    self.music = music
  }

  /// Nil when there is no such video.
  public init?(_ id: Video.ID, in database: any Database) async throws {
    guard let post = try await PostStore(database).post(id) else { return nil }
    let store = ViewStore(database)
    var newest: (clip: AnalyzedClip, view: StoredView)?
    for view in try await store.views(of: id).reversed() where newest == nil {
      newest = (try? view.clip.decode(AnalyzedClip.self)).map { ($0, view) }
    }
    let missed = try await database.missed(id).last
    self.init(
      post: post, clip: newest?.clip, view: newest?.view,
      unseen: missed.flatMap { $0.version > newest?.view.version ?? 0 ? $0 : nil },
      music: try await store.music(in: id).last)
  }
}
