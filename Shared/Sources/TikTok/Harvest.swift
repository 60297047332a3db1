import Models

/// Gathers what the records of a file say.
struct Harvest: RecordTaker {
  /// Of the line that is read, in files with a document a line.
  var line: Int?
  private let limit: Int
  private var count = 0
  /// Since there were more records than it takes: nothing is taken or refused any more.
  private var isFull = false
  private var authors: [Author] = []
  private var places: [Handle: Int] = [:]
  private var videos: [ScrapedFile.Post] = []
  private var tracks: [Track] = []
  private var flaws: [(offset: Int, reason: String)] = []
  /// Whose profile the file holds, when it holds profiles.
  private var owners: Set<Handle> = []

  /// - Parameter limit: Of records that are taken.
  init(limit: Int = ScrapeReader.recordLimit) { self.limit = limit }

  mutating func take(_ value: Value) throws(Flaw) {
    guard count < limit else { return close(at: value.offset) }
    try sort(value)
    count += 1
  }

  private mutating func sort(_ value: Value) throws(Flaw) {
    switch Shape(of: value) {
    case .webPost: take(try WebShape.post(value))
    case .webProfile: take(profile: try WebShape.profile(value))
    case .webTrack: tracks.append(try WebShape.listedTrack(value))
    case .appPost: take(try AppShape.post(value))
    case .appProfile: take(profile: try AppShape.profile(value))
    case .apifyPost: take(try ApifyShape.post(value))
    case nil: throw Shape.flaw(of: value)
    }
  }

  private mutating func close(at offset: Int) {
    guard !isFull else { return }
    // That records are missing is worth more than what was wrong with one.
    if flaws.count >= ScrapeReader.rejectionLimit { flaws.removeLast() }
    refuse(Flaw("the file holds more than \(limit) records; those from here on are left out"), at: offset)
    isFull = true
  }

  mutating func refuse(_ flaw: Flaw, at offset: Int) {
    guard !isFull, flaws.count < ScrapeReader.rejectionLimit else { return }
    var reason = line.map { "line \($0): " } ?? ""
    reason += flaw.reason
    if let place = flaw.offset, place != offset { reason += ", at byte \(place)" }
    flaws.append((offset, reason))
  }

  /// Everything, with what ascending offsets are in the file itself.
  func file(place: String, offsets: ([Int]) -> [Int]) -> ScrapedFile {
    let ordered = flaws.enumerated().sorted {
      ($0.element.offset, $0.offset) < ($1.element.offset, $1.offset)
    }
    .map(\.element)
    let rejections = zip(ordered, offsets(ordered.map(\.offset))).map {
      Rejection(place: place, offset: $1, reason: $0.reason)
    }
    return ScrapedFile(
      authors: authors, videos: videos.map(attributed), tracks: tracks, rejections: rejections)
  }

  /// Posts that do not say whose they are belong to the one profile they lie beside.
  private func attributed(_ post: ScrapedFile.Post) -> ScrapedFile.Post {
    guard post.author == nil, owners.count == 1 else { return post }
    return ScrapedFile.Post(author: owners.first, video: post.video)
  }

  private mutating func take(_ post: Post) {
    if let author = post.author { take(author) }
    videos.append(ScrapedFile.Post(author: post.author?.handle, video: post.video))
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

/// What a record of a post says.
struct Post {
  var author: Author?
  var video: Video
}
