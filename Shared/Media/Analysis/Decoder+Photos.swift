import MediaWire
import Vision

extension Decoder {
  /// How many photos a post may have.
  public static let photoCounts = 1...35

  /// Looks at the photos of a post, in their order. Those that cannot be seen are told of, and the rest counts; so are those
  /// that end their decoder each time. Of what moves the first picture is taken.
  ///
  /// - Throws: `badOrder` where there are none or too many; where not one can be seen, what the first one failed with that
  ///   another try may see, or else the first one; what one failed with whose photo is not to blame.
  @concurrent public func photos(_ files: [MediaFile]) async throws -> AnalyzedClip {
    guard Self.photoCounts.contains(files.count) else {
      throw MediaError(
        .badOrder,
        "a post has \(Self.photoCounts.lowerBound) to \(Self.photoCounts.upperBound) photos, "
          + "not \(files.count)")
    }
    var photos: [Photo] = []
    var failures: [(number: Int, error: MediaError)] = []
    for (index, file) in files.enumerated() {
      try Task.checkCancellation()
      do {
        photos.append(try await again { try await photo(file) })
      } catch let error as MediaError where !error.isRetriable || error.code == .crashed {
        // What was called off is nobody's fault.
        try Task.checkCancellation()
        failures.append((index + 1, error))
      }
    }
    if photos.isEmpty, let failure = failures.first(where: { $0.error.isRetriable }) ?? failures.first {
      throw failure.error
    }
    let seen = photos
    var clip = AnalyzedClip(duration: 0, picture: await Desk().finish { SeenPicture(photos: seen) })
    if !failures.isEmpty {
      let reasons = failures.map { "photo \($0.number): \($0.error)" }.joined(separator: "; ")
      clip.lack = "\(failures.count) of \(files.count) photos cannot be seen: \(reasons)"
    }
    return clip
  }

  private func photo(_ file: MediaFile) async throws -> Photo {
    let order = DecodeOrder(pictures: .forPhotos, duration: 1)
    let decoded = try await decode(file, order, into: PhotoTaking())
    guard let photo = decoded.consumer.photo(decoded.info) else {
      throw MediaError(.missing, "there is no picture in it")
    }
    return photo
  }
}

/// A photo, reduced, and how large it is as a viewer sees it.
struct Photo: Sendable {
  let frame: Frame
  let width: Int
  let height: Int
}

/// Takes the first picture.
private struct PhotoTaking: ReplyConsumer {
  private var picture: Picture?

  mutating func take(_ reply: Reply) {
    guard picture == nil, case .picture(let new) = reply else { return }
    picture = new
  }

  func photo(_ info: MediaInfo) -> Photo? {
    guard let picture,
      let frame = Frame(width: picture.width, height: picture.height, time: 0, pixels: picture.pixels)
    else { return nil }
    var (width, height) = info.shownSize
    guard width > 0, height > 0 else { return Photo(frame: frame, width: frame.width, height: frame.height) }
    // Photos say only with the picture itself that it must be turned.
    if (width < height) != (frame.width < frame.height), frame.width != frame.height {
      (width, height) = (height, width)
    }
    return Photo(frame: frame, width: width, height: height)
  }
}

extension SeenPicture {
  /// As large as the frames of a film, so that what depends on size means the same.
  private static let side = 160

  /// Nil without any.
  init?(photos: [Photo]) {
    guard let first = photos.first else { return nil }
    let frames = photos.map { $0.frame.reduced(within: Self.side) }
    var meter = LooksMeter(.photos)
    for frame in frames { meter.take(frame) }
    guard let looks = meter.finish() else { return nil }
    let bars = frames.map { Letterbox(around: $0) }
    let print = VideoPrint(
      zip(frames, bars).enumerated().map { index, photo in
        .init(time: Double(index), descriptor: FrameDescriptor(photo.0, within: photo.1))
      })
    let shown = looks.with(bars[0], width: frames[0].width, height: frames[0].height)
      .shown(width: first.width, height: first.height)
    self.init(
      kind: .photos, width: shown.width, height: shown.height, frames: photos.count, shots: nil,
      looks: shown, print: print)
  }
}
