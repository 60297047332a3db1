import Crypto
import Datasets
import FoundationEssentials
import Models
import Sources
import Storage

/// A page of a list of posts, on its way to the catalogue: pure.
struct PageIntake {
  /// Each once.
  let authors: [Author]
  /// Each once, with the place of its creator.
  let posts: [(author: Int, video: Video)]
  let tracks: [Track]
  let rejections: [Rejection]
  /// The rules that its numbers break.
  let broken: [String]
  /// Of which posts there are: the same for the same page.
  let digest: String

  /// At most `room` posts. `place` is what rejections call the page.
  init(_ page: ListingPage, of subject: ListingSubject, place: String, room: Int) {
    digest = SHA256.hash(page.posts.map(\.video.key.description).joined(separator: "\n")).description
    var people = People(page.authors)
    var posts: [SourceKey: (author: Int, video: Video)] = [:]
    var rejections = page.rejections
    var broken: [String] = []
    for (offset, post) in page.posts.enumerated() {
      guard let handle = post.author ?? subject.owner else {
        let reason = "it does not say whose it is"
        rejections.append(Rejection(place: place, offset: offset, reason: reason, rule: Self.ownerRule))
        continue
      }
      guard posts.count < room || posts[post.video.key] != nil else { break }
      var video = post.video
      broken += video.clean()
      posts[video.key] = (people.place(of: handle), video)
    }
    broken += people.clean()
    authors = people.authors
    self.posts = posts.sorted { $0.key < $1.key }.map(\.value)
    tracks = Intake.distinct(self.posts.compactMap(\.video.sound))
    self.rejections = rejections
    self.broken = broken
  }

  private static let ownerRule = "post.author required"

  var videos: [Video] { posts.map(\.video) }

  func entry(_ numbers: Catalogue.Numbers, at: Date, source: String) -> CatalogueEntry {
    let sounds = Dictionary(zip(tracks.map(\.key), numbers.tracks)) { first, _ in first }
    var entry = CatalogueEntry(rejections: rejections, at: at, source: source)
    entry.authors = Array(zip(numbers.authors, authors).map { (id: $0, author: $1) })
    entry.tracks = zip(numbers.tracks, tracks).map { id, track in
      TrackEntry(id, track)
    }
    entry.videos = zip(numbers.videos, posts).map { number, post in
      VideoEntry(
        number, by: numbers.authors[post.author], sound: post.video.sound.flatMap { sounds[$0.key] },
        post.video,
        tags: Intake.tags(of: post.video), contentHash: post.video.contentHash)
    }
    return entry
  }
}

/// The creators of a page by their names.
private struct People {
  private(set) var authors: [Author] = []
  private var places: [Handle: Int] = [:]
  private let stated: [Handle: Author]

  init(_ authors: [Author]) {
    stated = Dictionary(authors.map { ($0.handle, $0) }) { _, later in later }
  }

  mutating func place(of handle: Handle) -> Int {
    if let place = places[handle] { return place }
    authors.append(stated[handle] ?? Author(handle: handle))
    places[handle] = authors.count - 1
    return authors.count - 1
  }

  mutating func clean() -> [String] {
    authors.indices.flatMap { CounterRules.clean(&authors[$0].counts) }
  }
}

extension ListingSubject {
  /// Whose posts all of them are, where that is what is listed.
  fileprivate var owner: Handle? {
    if case .profile(let handle) = self { handle } else { nil }
  }
}
