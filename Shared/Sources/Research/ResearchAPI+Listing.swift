import Crypto
import FoundationEssentials
import HTTP
import Models

extension ResearchAPI {
  /// Pages without posts, of which the API says that more follow, in one span of days. Behind those nothing comes.
  static let emptyPageLimit = 5

  public func listing(
    of subject: ListingSubject, after mark: PageMark?
  ) async throws(SourceError) -> ListingPage? {
    guard abilities.contains(subject.ability), let condition = ResearchQuery.Condition(subject) else {
      throw SourceError(.unsupported, "\(name) cannot list \(subject)")
    }
    var place = try start(mark)
    var emptyCount = 0
    while true {
      let page = try await page(of: condition, at: place)
      if let digest = page.digest, digest == place.digest { return ListingPage() }
      emptyCount = page.digest == nil ? emptyCount + 1 : 0
      let mayGoOn = page.hasMore && emptyCount < Self.emptyPageLimit
      let next = mayGoOn ? page.next(after: place) : place.earlier(limit: settings.windowLimit)
      // The caller wants a page with something on it, or the end.
      guard page.digest == nil, let next else {
        return finished(page, of: subject, next: next.map { PageMark($0.text) })
      }
      if !mayGoOn { emptyCount = 0 }
      place = next
    }
  }

  private func start(_ mark: PageMark?) throws(SourceError) -> ResearchMark {
    guard let mark else { return ResearchMark(window: ResearchWindow(upTo: timing.now())) }
    guard let place = ResearchMark(mark.text) else {
      throw SourceError(.unsupported, "\(name) has no page that begins where it was told to")
    }
    return place
  }

  private func page(
    of condition: ResearchQuery.Condition, at place: ResearchMark
  ) async throws(SourceError) -> ResearchPage {
    let body = ResearchQuery(condition, at: place).json
    let question = question("/v2/research/video/query/", ResearchFields.asked, body: body)
    let page = try await answer(question) { response throws(Unreadable) in try ResearchPage(response.body) }
    guard let page else {
      throw SourceError(.misconfigured, "\(name) has no query of videos at its address (404)")
    }
    return page
  }

  private func finished(_ page: ResearchPage, of subject: ListingSubject, next: PageMark?) -> ListingPage {
    var owner: Handle?
    if case .profile(let handle) = subject { owner = handle }
    var result = ListingPage(next: next)
    var authors: Set<Handle> = []
    for (number, record) in page.records.enumerated() {
      do throws(Breach) {
        let post = try ResearchShape.post(record, of: owner)
        result.posts.append(post)
        if let author = post.author, authors.insert(author).inserted {
          result.authors.append(Author(handle: author))
        }
      } catch {
        result.rejections.append(error.rejection(place: "\(name), \(subject)", number: number))
      }
    }
    meter.records(result.posts.count)
    meter.rejections(result.rejections)
    return result
  }
}

/// What a query answers: `{data: {videos, cursor, has_more, search_id}}`.
struct ResearchPage {
  var records: [Value]
  var cursor: Int64?
  var hasMore: Bool
  var searchID: String?
  /// Of what is on it; nil when nothing is.
  var digest: String?

  init(_ body: [UInt8]) throws(Unreadable) {
    let data = try Value.document(body)["data"]
    guard data.isObject else { throw Unreadable("there is no data in it") }
    // A page without posts may have no list at all.
    guard data["videos"].isList || !data["videos"].exists else { throw Unreadable("its videos are no list") }
    records = data["videos"].elements()
    cursor = data["cursor"].counter
    hasMore = data["has_more"].flag ?? false
    searchID = data["search_id"].id
    digest = records.isEmpty ? nil : Self.digest(of: records)
  }

  /// By their ids: counts change from one moment to the next.
  private static func digest(of records: [Value]) -> String {
    var hash = SHA256()
    for record in records {
      let told = record["id"].exists ? record["id"] : record
      _ = told.withBytes { hash.update(UnsafeRawBufferPointer($0)) }
      hash.update([0])
    }
    return String(hash.finish().description.prefix(16))
  }

  /// Where the next page of the same days begins; nil when that is not told.
  func next(after place: ResearchMark) -> ResearchMark? {
    var next = place
    next.cursor = cursor ?? place.cursor + Int64(ResearchQuery.pageLength)
    next.searchID = searchID ?? place.searchID
    next.digest = digest ?? place.digest
    return next
  }
}
