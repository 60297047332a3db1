import Crypto
import Models

/// The entries of a list that yt-dlp gave.
struct YtDlpList {
  private(set) var posts: [ScrapedFile.Post] = []
  private(set) var rejections: [Rejection] = []
  /// How many entries there were, whatever they are.
  let count: Int
  private var people: [Author] = []
  private let place: String

  /// The complaint says why it is not whole.
  init(_ root: Value, place: String, complaint: String?, sound: SourceKey? = nil) {
    self.place = place
    let entries = root["entries"].elements(atMost: 10_000)
    count = entries.count
    for (number, entry) in entries.enumerated() {
      do throws(Flaw) {
        let post = try YtDlpShape.post(entry, sound: sound)
        if let author = post.author { add(author) }
        posts.append(ScrapedFile.Post(author: post.author?.handle, video: post.video))
      } catch { reject(error, at: number) }
    }
    guard let complaint else { return }
    reject(Flaw("the list is not whole: \(complaint)", breaking: .ytDlpWhole), at: count)
  }

  var isEmpty: Bool { count == 0 }

  /// Whether every post is older than the one before. Pinned posts come first, whatever their age, and are not told from
  /// others: what is missing between them and the rest is not known then.
  var isNewestFirst: Bool {
    let times = posts.compactMap(\.video.postedAt)
    return !posts.isEmpty && times.count == posts.count
      && zip(times, times.dropFirst()).allSatisfy { $0 >= $1 }
  }

  /// What the list is known by.
  var print: String {
    let ids = posts.map(\.video.key.id).joined(separator: " ")
    return SHA256.hash(ids).bytes.prefix(8).map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
  }

  /// Those who have posts in it.
  var authors: [Author] {
    let handles = Set(posts.compactMap(\.author))
    return people.filter { handles.contains($0.handle) }
  }

  /// Gives the posts to the creator who was asked for, and leaves others' out. When all are by somebody else, that is the
  /// creator's name now.
  mutating func claim(for handle: Handle) -> Author {
    let named = Set(posts.compactMap(\.author))
    let owner = named.contains(handle) || named.count != 1 ? handle : named.first ?? handle
    var own: [ScrapedFile.Post] = []
    for (number, post) in posts.enumerated() {
      if post.author == nil || post.author == owner {
        own.append(ScrapedFile.Post(author: owner, video: post.video))
      } else {
        reject(Flaw("uploader: it is a post of another creator", breaking: .ytDlpOwner), at: number)
      }
    }
    posts = own
    return people.first { $0.handle == owner } ?? Author(handle: owner)
  }

  /// Leaves out posts that do not say whose they are.
  mutating func dropUnclaimed() {
    for (number, post) in posts.enumerated() where post.author == nil {
      reject(Flaw("uploader: it is missing", breaking: .ytDlpUploader), at: number)
    }
    posts.removeAll { $0.author == nil }
  }

  private mutating func add(_ author: Author) {
    if let place = people.firstIndex(where: { $0.handle == author.handle }) {
      people[place] = author.updated(by: people[place])
    } else {
      people.append(author)
    }
  }

  private mutating func reject(_ flaw: Flaw, at number: Int) {
    guard rejections.count < ScrapeReader.rejectionLimit else { return }
    rejections.append(Rejection(place: place, offset: number, reason: flaw.reason, rule: flaw.rule))
  }
}
