import Crypto
import Lifecycle
public import Models

/// TikTok as yt-dlp sees it: the posts of creators, hashtags and sounds, without accounts and keys. It does not know how many
/// follow somebody, and of sounds it knows the names only.
///
/// Lists of hashtags and sounds are what yt-dlp itself calls broken at times; what it says then is passed on.
public final class YtDlp: Source {
  public let name = "yt-dlp"
  public let abilities: Set<SourceAbility> = [.profile, .profileListing, .hashtagListing, .soundListing]
  public let meter = SourceMeter()

  private let settings: YtDlpSettings
  private let program: YtDlpProgram

  /// Nothing is called before it is asked for.
  public init(_ settings: YtDlpSettings = YtDlpSettings()) {
    self.settings = settings
    program = YtDlpProgram(settings, meter: meter)
  }

  /// Throws `.misconfigured` when the program is missing or too old.
  public func check() async throws(SourceError) {
    do { try await program.check() } catch { throw known(error) }
  }

  /// The newest posts of a creator. That an account is private, gone or empty is what there is to know of it.
  public func profile(_ handle: Handle) async throws(SourceError) -> Scrape? {
    let reply = try await ask(
      YtDlpAddress.profile(handle), options: Self.list(1, settings.postLimit), of: .profile(handle))
    switch reply {
    case .state(.isPrivate): return Scrape(author: Author(handle: handle, isPrivate: true))
    case .state(.isGone): return Scrape(author: Author(handle: handle, isGone: true))
    case .state: return Scrape(author: Author(handle: handle))
    case .record(let root, let complaint):
      var list = YtDlpList(root, place: place(of: handle), complaint: complaint)
      let author = list.claim(for: handle)
      count(list)
      return Scrape(
        author: author, videos: list.posts.map(\.video), rejections: list.rejections,
        isGapless: complaint == nil && list.isNewestFirst)
    }
  }

  public func listing(
    of subject: ListingSubject, after mark: PageMark?
  ) async throws(SourceError) -> ListingPage? {
    guard let address = YtDlpAddress.listing(of: subject) else {
      throw SourceError(.unsupported, "\(name) cannot list \(subject)")
    }
    guard let start = YtDlpMark(mark) else {
      throw SourceError(.refused, "\(name) did not give this mark of a page")
    }
    let options = Self.list(start.item, start.item + settings.pageLength - 1)
    guard case .record(let root, let complaint) = try await ask(address, options: options, of: subject) else {
      return nil
    }
    var list = YtDlpList(root, place: "\(name): \(subject)", complaint: complaint, sound: subject.soundKey)
    if case .profile(let handle) = subject { _ = list.claim(for: handle) } else { list.dropUnclaimed() }
    count(list)
    return page(list, from: start)
  }

  /// One post by its address on TikTok, that of photos and short ones, too; nil when it is not there.
  public func post(at link: String) async throws(SourceError) -> (author: Author?, video: Video)? {
    guard let address = YtDlpAddress.post(link) else {
      throw SourceError(.unsupported, "\(name) is asked for posts of TikTok only")
    }
    switch try await ask(address, options: ["--no-playlist"], of: nil) {
    case .state(.isPrivate): throw SourceError(.refused, "the post is private")
    case .state: return nil
    case .record(let root, _):
      do throws(Flaw) {
        let post = try YtDlpShape.post(root)
        meter.records(1)
        return (post.author, post.video)
      } catch {
        meter.rejections([Rejection(place: address, offset: 0, reason: error.reason, rule: error.rule)])
        throw SourceError(.unreadable, "what \(name) says of the post cannot be read: \(error.reason)")
      }
    }
  }

  private static func list(_ first: Int, _ last: Int) -> [String] {
    ["--flat-playlist", "--playlist-items", "\(first):\(last)"]
  }

  private func place(of handle: Handle) -> String { "\(name): \(handle)" }

  private func count(_ list: YtDlpList) {
    meter.records(list.posts.count)
    meter.rejections(list.rejections)
  }

  /// What was sent before ends the list, as does a page that is not full.
  private func page(_ list: YtDlpList, from start: YtDlpMark) -> ListingPage {
    let print = list.print
    guard !list.isEmpty, print != start.print else { return ListingPage(rejections: list.rejections) }
    let isFull = list.count >= settings.pageLength
    return ListingPage(
      authors: list.authors, posts: list.posts, rejections: list.rejections,
      next: isFull ? YtDlpMark(item: start.item + settings.pageLength, print: print).mark : nil)
  }
}

extension YtDlp {
  private enum Reply {
    /// The whole document, and what was complained of beside it.
    case record(Value, complaint: String?)
    case state(YtDlpTrouble)
  }

  private func ask(
    _ address: String, options: [String], of subject: ListingSubject?
  ) async throws(SourceError) -> Reply {
    var answer: YtDlpProgram.Answer
    do {
      answer = try await program.ask(address, options: options)
      // A short link may lead to photos, which are known by another address.
      if answer.status != .exited(0), let other = YtDlpAddress.photos(inErrors: answer.errors) {
        answer = try await program.ask(other, options: options)
      }
    } catch { throw known(error) }
    return try read(answer)
  }

  private func read(_ answer: YtDlpProgram.Answer) throws(SourceError) -> Reply {
    let isSuccess = answer.status == .exited(0)
    let complaint = Self.complaint(answer.errors)
    // What it failed to find stands as null in a list.
    if let root = Self.document(answer.output),
      isSuccess || root["entries"].elements().contains(where: \.isObject)
    {
      if let place = Self.foreignPlace(root) {
        throw failed(.refused, SourceError(.refused, "the address leads away from TikTok, to \(place)"))
      }
      return .record(root, complaint: isSuccess ? nil : complaint)
    }
    guard !isSuccess else {
      throw failed(.unreadable, SourceError(.unavailable, "what \(name) answers is no JSON object"))
    }
    guard let trouble = YtDlpTrouble(errors: answer.errors) else {
      throw failed(.server, SourceError(.unavailable, "\(name) failed (\(answer.status)): \(complaint)"))
    }
    guard let failure = trouble.failure else { return .state(trouble) }
    throw failed(failure, trouble.error(complaint))
  }

  private static func document(_ output: [UInt8]) -> Value? {
    let bytes = Bytes(output)
    var parser = Parser(Cursor(base: UnsafePointer(bytes.base), end: bytes.capacity, position: 0))
    guard let nodes = try? parser.parse() else { return nil }
    let root = Record(bytes: bytes, nodes: nodes).root
    return root.isObject ? root : nil
  }

  /// What answered, where that was not TikTok.
  private static func foreignPlace(_ root: Value) -> String? {
    guard let key = root["extractor_key"].text(atMost: 100), !key.lowercased().hasPrefix("tiktok") else {
      return nil
    }
    return excerpt(key)
  }

  private func failed(_ failure: SourceFailure, _ error: SourceError) -> SourceError {
    meter.failure(failure)
    return error
  }

  /// What it means that the program could not be asked.
  private func known(_ error: any Error) -> SourceError {
    switch error {
    // The program has counted it.
    case let error as SourceError: return error
    case let error as ChildProcessError:
      let failure: SourceFailure =
        switch error.kind {
        case .start, .other: .unreachable
        case .timeout: .timeout
        case .output: .unreadable
        }
      return failed(failure, SourceError(.unavailable, "\(error)"))
    default: return SourceError(.cancelled, "asking \(name) was cancelled")
    }
  }

  /// The last error that it tells of, without the advice to report it.
  static func complaint(_ errors: String) -> String {
    let lines = errors.split { $0.isNewline }
    let line = lines.last { $0.hasPrefix("ERROR:") } ?? lines.last ?? "it does not say why"
    let text = line.hasPrefix("ERROR:") ? line.dropFirst(6) : line
    let end = text.firstRange(of: "; please report this issue")?.lowerBound ?? text.endIndex
    return excerpt(String(text[..<end]))
  }

  /// On one line, and no more than people need.
  static func excerpt(_ text: String) -> String {
    let words = text.split {
      $0.isWhitespace || $0.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7f }
    }
    return String(words.joined(separator: " ").prefix(200))
  }
}

extension ListingSubject {
  fileprivate var soundKey: SourceKey? {
    guard case .sound(let key) = self else { return nil }
    return key
  }
}
