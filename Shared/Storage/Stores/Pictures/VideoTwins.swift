public import Models

/// Two videos that show the same, with what speaks for it.
public struct VideoTwin: Sendable, Equatable {
  /// A video with the mark of the key frames that were compared.
  public struct Side: Sendable, Equatable {
    public var video: Video.ID
    public var print: String

    public init(_ video: Video.ID, print: String) { (self.video, self.print) = (video, print) }
  }

  /// The one with the smaller number.
  public let left: Side
  public let right: Side
  /// Of the key frames of the one that has fewer, the part that both show.
  public let share: Double
  public let frames: Int
  /// The mean of these frames', from 0 to 1.
  public let distance: Double
  /// How much later the right one shows them, in seconds.
  public let shift: Double

  /// `shift` tells how much later the second one shows them.
  public init(
    _ first: Side, _ second: Side, share: Double, frames: Int, distance: Double, shift: Double
  ) {
    precondition(first.video != second.video, "a video is no twin of itself")
    let isOrdered = first.video < second.video
    (left, right) = isOrdered ? (first, second) : (second, first)
    (self.share, self.frames, self.distance) = (share, frames, distance)
    self.shift = isOrdered ? shift : -shift
  }
}

/// A video for which copies were looked for, and what was found.
public struct ComparedVideo: Sendable, Equatable {
  public var side: VideoTwin.Side
  public var twins: [VideoTwin]

  public init(_ side: VideoTwin.Side, twins: [VideoTwin]) { (self.side, self.twins) = (side, twins) }
}

extension Session {
  /// Keeps what comparing has come to. What was found in key frames that a video no longer has is dropped: it is being
  /// compared anew. In the transaction of the session, after everything else that it writes of videos.
  public func relate(_ compared: [ComparedVideo]) throws {
    let sides = Dictionary(compared.map { ($0.side.video, $0.side) }) { $1 }.values
      .sorted { $0.video < $1.video }
    guard !sides.isEmpty else { return }
    try execute(
      """
      with held as (
        select v.video_id, v.version from hookline.video_view v
        join \(unnest: sides.map(\.video), sides.map(\.print)) as i (id, print) on i.id = v.video_id and i.print = v.print
        where not v.is_compared order by 1, 2 for update of v)
      update hookline.video_view v set is_compared = true from held
      where (v.video_id, v.version) = (held.video_id, held.version)
      """)
    let twins = compared.flatMap(\.twins)
    guard !twins.isEmpty else { return }
    try VideoGroups.lock(self)
    try VideoGroups.refresh(around: try insertTwins(twins), self)
  }

  /// The ends of what was kept.
  private func insertTwins(_ twins: [VideoTwin]) throws -> Set<Video.ID> {
    let twins = Dictionary(twins.map { ([$0.left.video, $0.right.video], $0) }) { $1 }.values
      .sorted { ($0.left.video, $0.right.video) < ($1.left.video, $1.right.video) }
    let kept = try rows(
      """
      insert into hookline.video_twin (left_id, right_id, share, frames, distance, shift, left_print, right_print)
      select i.* from \(unnest: twins.map(\.left.video), twins.map(\.right.video), twins.map(\.share),
        twins.map { Int32(clamping: $0.frames) }, twins.map(\.distance), twins.map(\.shift), twins.map(\.left.print),
        twins.map(\.right.print)) as i (left_id, right_id, share, frames, distance, shift, left_print, right_print)
      where i.left_print = (select print from hookline.video_view where video_id = i.left_id order by version desc limit 1)
        and i.right_print = (select print from hookline.video_view where video_id = i.right_id order by version desc limit 1)
      on conflict (left_id, right_id) do update set share = excluded.share, frames = excluded.frames,
        distance = excluded.distance, shift = excluded.shift, left_print = excluded.left_print,
        right_print = excluded.right_print, found_at = now()
      returning left_id, right_id
      """, as: Video.ID.self, Video.ID.self)
    return Set(kept.flatMap { [$0.0, $0.1] })
  }

  /// Takes back what was found in other key frames of a video than those that it has now.
  func forgetTwins(of video: Video.ID, otherThan mark: String) throws {
    try VideoGroups.lock(self)
    let gone = try rows(
      """
      delete from hookline.video_twin
      where (left_id = \(video) and left_print <> \(mark)) or (right_id = \(video) and right_print <> \(mark))
      returning left_id, right_id
      """, as: Video.ID.self, Video.ID.self)
    try VideoGroups.refresh(around: Set(gone.flatMap { [$0.0, $0.1] }), self)
  }
}
