import Models

/// Gathers what the records of a text say, and gives it away part by part if somebody wants it so.
struct Harvest: RecordTaker {
  /// How much of a text makes a part.
  struct Portion {
    var records = 500
    /// Of the records as they stand in the text.
    var bytes = 4 << 20
    /// Posts of which it is not known yet whose they are.
    var unclaimed = 2_000
  }

  /// Takes a part; false when no more is wanted.
  typealias Sink = (ScrapeBatch) -> Bool

  /// Of the line that is read, in files with a document a line.
  var line: Int?
  /// Since there were more records than it takes, or nobody wants more: nothing is taken or refused any more.
  private(set) var isFull = false
  private let place: String
  private let limit: Int
  private let portion: Portion
  private let sink: Sink?
  private var count = 0
  private var authors: [Author] = []
  private var places: [Handle: Int] = [:]
  private var posts: [(post: ScrapedFile.Post, offset: Int)] = []
  private var tracks: [Track] = []
  private var rejections: [Rejection] = []
  private var rejectionCount = 0
  private var rejected: [String: Int] = [:]
  private var recordCount = 0
  private var byteCount = 0
  /// Whose profile the file holds, when it holds profiles.
  private var owners: Set<Handle> = []

  /// All in one part, and no more records than `limit`.
  init(place: String, limit: Int) {
    self.place = place
    self.limit = limit
    portion = Portion(records: .max, bytes: .max, unclaimed: .max)
    sink = nil
  }

  /// Part by part to the sink.
  init(place: String, portion: Portion = Portion(), sink: @escaping Sink) {
    self.place = place
    self.portion = portion
    self.sink = sink
    limit = .max
  }

  mutating func take(_ value: Value, at offset: Int) throws(Flaw) {
    guard count < limit else { return close(at: offset) }
    guard !isFull else { return }
    try sort(value, at: offset)
    count += 1
    recordCount += 1
    byteCount += value.byteCount
    if recordCount >= portion.records || byteCount >= portion.bytes { give() }
  }

  mutating func refuse(_ flaw: Flaw, at offset: Int) {
    guard !isFull else { return }
    rejected[flaw.rule, default: 0] += 1
    rejectionCount += 1
    guard rejectionCount <= ScrapeReader.rejectionLimit else { return }
    var reason = line.map { "line \($0): " } ?? ""
    reason += flaw.reason
    if let place = flaw.offset, place != offset { reason += ", at byte \(place)" }
    rejections.append(Rejection(place: place, offset: offset, reason: reason, rule: flaw.rule))
  }

  private mutating func sort(_ value: Value, at offset: Int) throws(Flaw) {
    switch Shape(of: value) {
    case .webPost: take(try WebShape.post(value), at: offset)
    case .webProfile: take(profile: try WebShape.profile(value))
    case .webTrack: tracks.append(try WebShape.listedTrack(value))
    case .appPost: take(try AppShape.post(value), at: offset)
    case .appProfile: take(profile: try AppShape.profile(value))
    case .apifyPost: take(try ApifyShape.post(value), at: offset)
    case nil: throw Shape.flaw(of: value)
    }
  }

  private mutating func close(at offset: Int) {
    guard !isFull else { return }
    // That records are missing is worth more than what was wrong with one.
    if rejections.count >= ScrapeReader.rejectionLimit {
      rejections.removeLast()
      rejectionCount = rejections.count
    }
    refuse(
      Flaw(
        "the file holds more than \(limit) records; those from here on are left out",
        breaking: .tiktokRecords), at: offset)
    isFull = true
  }

  private mutating func take(_ post: Post, at offset: Int) {
    if let author = post.author { take(author) }
    posts.append((ScrapedFile.Post(author: post.author?.handle, video: post.video), offset))
  }

  private mutating func take(profile author: Author) {
    owners.insert(author.handle)
    take(author)
  }

  private mutating func take(_ author: Author) {
    if let place = places[author.handle] {
      authors[place] = authors[place].updated(by: author)
    } else {
      places[author.handle] = authors.count
      authors.append(author)
    }
  }
}

/// What becomes of it.
extension Harvest {
  /// Everything, of a text that is not given away in parts.
  func file() -> ScrapedFile {
    ScrapedFile(
      authors: authors, videos: posts.map { attributed($0.post) }, tracks: tracks,
      rejections: orderedRejections)
  }

  /// Gives away what is left. Posts that nobody has claimed are refused.
  mutating func finish() {
    give(isLast: true)
    isFull = true
  }

  private var orderedRejections: [Rejection] {
    rejections.enumerated().sorted {
      ($0.element.offset, $0.offset) < ($1.element.offset, $1.offset)
    }.map(\.element)
  }

  private mutating func give(isLast: Bool = false) {
    guard let sink, !isFull else { return }
    let claimed = claim(isLast: isLast)
    let batch = ScrapeBatch(
      authors: authors, posts: claimed, tracks: tracks, rejections: orderedRejections, rejected: rejected,
      records: recordCount, byteCount: byteCount)
    (authors, places, tracks, rejections, rejected) = ([], [:], [], [], [:])
    (recordCount, byteCount) = (0, 0)
    guard !batch.isEmpty else { return }
    if !sink(batch) { isFull = true }
  }

  /// The posts of which it is known whose they are; the others are kept as long as that may come.
  private mutating func claim(isLast: Bool) -> [ScrapedFile.Post] {
    var claimed: [ScrapedFile.Post] = []
    var unclaimed: [(post: ScrapedFile.Post, offset: Int)] = []
    for (post, offset) in posts {
      let post = attributed(post)
      if post.author == nil { unclaimed.append((post, offset)) } else { claimed.append(post) }
    }
    posts = unclaimed
    guard isLast || unclaimed.count > portion.unclaimed else { return claimed }
    posts = []
    line = nil
    for (post, offset) in unclaimed {
      refuse(
        Flaw("author: the post \(post.video.key.id) does not say whose it is", breaking: .postAuthor),
        at: offset)
    }
    return claimed
  }

  /// Posts that do not say whose they are belong to the one profile they lie beside.
  private func attributed(_ post: ScrapedFile.Post) -> ScrapedFile.Post {
    guard post.author == nil, owners.count == 1 else { return post }
    return ScrapedFile.Post(author: owners.first, video: post.video)
  }
}

/// What a record of a post says.
struct Post {
  var author: Author?
  var video: Video
}
