import Audio
import Content
import Datasets
import Jobs
import Lifecycle
import Media
import MediaWire
import Models
import Storage
import Telemetry
import Vision

/// What was seen and heard in a video.
struct Seen: Sendable {
  let clip: AnalyzedClip
  /// Nil where no copies were looked for.
  let compared: ComparedVideo?
}

/// Finds the pictures of videos, looks at them and listens to them.
struct Eye: Sendable {
  /// After so many attempts of a task that came to nothing, a video is left unseen, or is not compared.
  static let mostAttempts = 2
  /// Until a video is looked at again that was left unseen: it may not have been its fault.
  private static let pause = Duration.seconds(86_400)

  let places: [AnyVideoPlace]
  let decoder: Decoder
  let database: any Database
  let copies: CopySearch
  /// How many videos are looked at at once.
  let jobs: Int
  var settings = SoundAnalysis.Settings()

  /// As the environment says.
  init(_ settings: Settings, _ parts: WorkerParts) {
    let decoding = DecoderSettings(settings, jobs: settings[\.lookJobs])
    let links = LinkedMedia(settings, of: "videos", logger: parts.logger)
    var clips = SampleClips()
    if let links { clips.folder = links.workFolder }
    self.init(
      places: [clips] + (links.map { [VideoLinks(links: $0)] } ?? []),
      decoder: Decoder(decoding, logger: parts.logger), database: parts.database, jobs: decoding.slots,
      logger: parts.logger)
  }

  init(places: [AnyVideoPlace], decoder: Decoder, database: any Database, jobs: Int = 1, logger: Logger) {
    self.places = places
    self.decoder = decoder
    self.database = database
    self.jobs = jobs
    copies = CopySearch(database, logger: logger)
  }

  func maySee(_ video: SoughtVideo) -> Bool { places.contains { $0.mayHave(video) } }

  /// Why looking is in vain, where that is certain at once.
  func foreseenMiss(_ video: SoughtVideo) -> MediaMiss? { Media.foreseenMiss(video, in: places) }

  func close() async { await decoder.close() }

  /// Keeps what it sees before it looks for copies; what was kept already is not looked at again.
  ///
  /// - Throws: `MediaMiss` where the pictures cannot be had or understood; what the database throws.
  func look(at id: Video.ID, _ media: VideoMedia, attempt: Int = 1) async throws -> Seen {
    let isLast = attempt > Self.mostAttempts
    if let clip = try? media.clip?.decode(AnalyzedClip.self) {
      // What was seen counts, even if it cannot be compared.
      if isLast { return Seen(clip: clip, compared: nil) }
      let print = try await ViewStore(database).prints(of: [id])[id] ?? StoredPrint([])
      return Seen(clip: clip, compared: try await copies.compared(id, print))
    }
    if isLast { throw MediaMiss("attempts", "looking at it came to no end", pause: Self.pause) }
    do {
      let found = try await firstFound(SoughtVideo(id, media), in: places)
      return try await see(id, media, found)
    } catch let error as MediaError {
      try Task.checkCancellation()
      throw MediaMiss(error)
    }
  }

  private func see(_ id: Video.ID, _ media: VideoMedia, _ found: FoundVideo) async throws -> Seen {
    let (clip, prints) = try await decoder.again {
      try await watch(found, listensForMusic: media.hasOwnSound)
    }
    let music = try await music(clip, prints, but: media.track)
    let print = StoredPrint(clip.picture?.print)
    var plain = clip
    if let lack = found.lack { plain.lack = [lack, clip.lack].compactMap(\.self).joined(separator: "; ") }
    // They are kept by themselves, where they are looked for.
    plain.picture?.print = VideoPrint([])
    let view = StoredView(
      id, origin: found.origin, place: media.place, contents: found.contents.map { "\($0)" },
      remark: plain.lack ?? plain.sound.flatMap { SoundFindings($0.sound).remark },
      clip: try JSON(encoding: plain))
    try await database.transaction { session in try session.storeView(view, print, music) }
    return Seen(clip: plain, compared: try await copies.compared(id, print))
  }

  private func watch(
    _ found: FoundVideo, listensForMusic: Bool
  ) async throws -> (AnalyzedClip, [Fingerprint]) {
    guard found.kind == .film, let file = found.files.first else {
      return (try await decoder.photos(found.files), [])
    }
    let (clip, prints) = try await decoder.clip(
      of: file, settings, prints: listensForMusic ? .ofRecording : nil)
    // What is no music needs no other speeds.
    guard let sound = clip.sound?.sound, SoundFindings(sound).remark == nil else { return (clip, []) }
    return (clip, try await decoder.versions(of: file, after: prints))
  }

  /// The track that is heard in it, where it is one that is known; the video does not become a track for that.
  private func music(
    _ clip: AnalyzedClip, _ prints: [Fingerprint], but own: Track.ID?
  ) async throws -> RecognisedMusic? {
    guard !prints.isEmpty else { return nil }
    return try await SoundComparison(database).recognised(prints, but: own).map {
      RecognisedMusic($0.track, $0.sound)
    }
  }
}

extension StoredPrint {
  init(_ print: VideoPrint?) {
    self.init((print?.frames ?? []).map { Frame(at: Float($0.time), descriptor: $0.descriptor.bytes) })
  }
}

extension VideoPrint {
  init(_ print: StoredPrint) {
    self.init(
      print.frames.compactMap { frame in
        FrameDescriptor(bytes: frame.descriptor).map { KeyFrame(time: Double(frame.at), descriptor: $0) }
      })
  }
}

extension SoughtVideo {
  init(_ id: Video.ID, _ media: VideoMedia) {
    self.init(
      id, kind: media.kind, links: media.kind == .film ? media.mediaURL.map { [$0] } ?? [] : media.imageURLs,
      knownContents: Self.hashes(media.contents), formerContents: Self.hashes(media.formerContents))
  }

  private static func hashes(_ contents: [[String]]) -> [[ContentHash]] {
    contents.map { $0.compactMap { ContentHash($0) } }
  }
}
