/// What an operator asks for: that the posts of a list become known, and the sounds that they use. The body of an `ingest`
/// task of a run of its own; each page of the list is a task.
public struct ListingRequest: Sendable, Equatable, Codable {
  public static let runKind = "listing"
  /// How many posts one list brings at most.
  public static let limits = 1...10_000

  /// What is listed: `#tag`, `sound:ID`, `@handle`, or words to search for.
  public var listing: String
  /// The name of the source; nil for the first that can be asked.
  public var source: String?
  /// How many posts are taken in at most.
  public var limit: Int
  /// How many of its posts and pages earlier tasks of the run have taken in.
  public var taken: Int
  public var pages: Int
  /// Where the page begins; nil for the first one.
  public var mark: String?
  /// What the page before held, so that one that comes again is known.
  public var last: String?

  public init(_ listing: String, source: String? = nil, limit: Int = 500) {
    self.listing = listing
    self.source = source
    self.limit = limit
    taken = 0
    pages = 0
  }

  /// What its run is about.
  public var subject: String { source.map { "\(listing) \($0)" } ?? listing }
}
