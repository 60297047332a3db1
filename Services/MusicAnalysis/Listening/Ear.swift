import Audio
import Content
import Datasets
import FoundationEssentials
import Jobs
import Lifecycle
import Media
import MediaWire
import Models
import Storage
import Telemetry

/// What was heard in a track.
struct Heard: Sendable {
  let sound: AnalyzedSound
  let stored: StoredSound
  let links: [TrackLink]
}

/// Finds the sound of tracks and listens to it.
struct Ear: Sendable {
  /// As library ingest takes them: of ten minutes, and of one minute at other speeds.
  private static let printLimit = 600.0
  private static let versionLimit = 60.0
  /// After so many attempts of a task that came to nothing, a track is left unheard.
  private static let mostAttempts = 2

  let places: [any SoundPlace]
  let decoder: Decoder
  let database: any Database
  /// How many tracks are listened to at once.
  let jobs: Int
  var settings = SoundAnalysis.Settings()

  /// As the environment says.
  init(_ settings: Settings, _ parts: WorkerParts) {
    var decoding = DecoderSettings(
      program: settings[\.mediaDecoder] ?? DecoderSettings.installedProgram())
    let wanted = settings[\.listenJobs]
    if wanted > 0 { decoding.slots = wanted }
    // What takes longer is not worth the wait of a run.
    decoding.timeout = .seconds(300)
    decoding.cpuLimit = .seconds(300)
    var songs = SampleSounds(rate: Listener.sampleRate)
    var links: [any SoundPlace] = []
    if let folder = settings[\.mediaDirectory] {
      let store = FolderStore(folder)
      // What is fetched or made lies in it before the store makes it.
      for (path, mode) in [(folder, 0o750), (store.fetchingPath, 0o700)] {
        try? FileManager.default.createDirectory(
          atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: mode])
      }
      songs.folder = store.fetchingPath
      let fetcher = Fetcher(FetchSettings(settings), directory: store.fetchingPath, logger: parts.logger)
      links = [LinkPlace(fetcher: fetcher, store: store)]
    } else {
      parts.logger.notice(
        "links of tracks are not followed", ["reason": "HOOKLINE_MEDIA_DIR names no folder that keeps media"])
    }
    self.init(
      places: [LibraryPlace(), songs] + links, decoder: Decoder(decoding, logger: parts.logger),
      database: parts.database,
      jobs: decoding.slots)
  }

  init(places: [any SoundPlace], decoder: Decoder, database: any Database, jobs: Int = 1) {
    self.places = places
    self.decoder = decoder
    self.database = database
    self.jobs = jobs
  }

  func mayHear(_ track: SoughtTrack) -> Bool { places.contains { $0.mayHave(track) } }

  func close() async { await decoder.close() }

  /// - Throws: `Unheard` where the sound cannot be had or understood; what the database throws.
  func listen(to id: Track.ID, _ media: TrackMedia, attempt: Int = 1) async throws -> Heard {
    guard attempt <= Self.mostAttempts else { throw Unheard("attempts", "listening to it came to no end") }
    do {
      let found = try await sound(of: SoughtTrack(id, media))
      let (sound, prints) = try await hear(found, wantsPrints: !media.wasCompared && !found.isUnique)
      let links = try await relations(of: id, prints)
      return Heard(sound: sound, stored: try Self.stored(id, media, found, sound), links: links)
    } catch let error as MediaError {
      try Task.checkCancellation()
      throw Unheard(error)
    }
  }

  /// From the first place that has it; where none has it, why the first one has not that may have it another time, or
  /// else the first one.
  private func sound(of track: SoughtTrack) async throws -> FoundSound {
    var failure: MediaError?
    for place in places where place.mayHave(track) {
      do { return try await place.sound(of: track) } catch let error as MediaError {
        if failure == nil || (error.isRetriable && failure?.isRetriable == false) { failure = error }
      }
    }
    throw failure ?? MediaError(.gone, "its sound is in no place any more")
  }

  /// A file that has ended its decoder gets another chance: that may have been another's fault.
  private func hear(
    _ found: FoundSound, wantsPrints: Bool
  ) async throws -> (AnalyzedSound, [Fingerprint]) {
    do { return try await hearOnce(found, wantsPrints) } catch let error as MediaError
      where error.code == .crashed
    {
      return try await hearOnce(found, wantsPrints)
    }
  }

  private func hearOnce(_ found: FoundSound, _ wantsPrints: Bool) async throws -> (
    AnalyzedSound, [Fingerprint]
  ) {
    let whole = DecodeOrder.Prints(speeds: [1], limit: Self.printLimit)
    let heard = try await decoder.hearing(of: found.file, settings, prints: wantsPrints ? whole : nil)
    guard !heard.prints.isEmpty else { return (heard.sound, []) }
    return (heard.sound, heard.prints + (try await versions(of: found)))
  }

  /// At other speeds. Without them it is still known what the sound is, and what is the same recording.
  private func versions(of found: FoundSound) async throws -> [Fingerprint] {
    do {
      return try await decoder.prints(
        of: found.file, speeds: Fingerprint.versionSpeeds, limit: Self.versionLimit
      ).filter { !$0.items.isEmpty }.map {
        Fingerprint($0.items, itemDuration: $0.itemDuration, speed: $0.speed)
      }
    } catch _ as MediaError {
      try Task.checkCancellation()
      return []
    }
  }

  /// What it is to tracks that sound like it. Its own fingerprint is there for everybody before others are looked for: of
  /// two that are heard at the same time, one finds the other.
  private func relations(of id: Track.ID, _ prints: [Fingerprint]) async throws -> [TrackLink] {
    guard let first = prints.first else { return [] }
    let heard = HeardTrack(id, first, others: Array(prints.dropFirst()))
    try await database.transaction { session in try session.storeFingerprints([heard.indexed]) }
    return try await SoundComparison(database).links(of: [heard])
  }

  private static func stored(
    _ id: Track.ID, _ media: TrackMedia, _ found: FoundSound, _ sound: AnalyzedSound
  ) throws -> StoredSound {
    var plain = sound
    plain.waveform = nil
    return StoredSound(
      id, origin: found.origin, place: media.place, contentHash: found.contentHash.map { "\($0)" },
      remark: SoundFindings(sound).remark, sound: try JSON(encoding: plain),
      waveform: try sound.waveform.map { try JSON(encoding: $0) })
  }
}

extension SoughtTrack {
  init(_ id: Track.ID, _ media: TrackMedia) {
    self.init(
      id, mediaURL: media.mediaURL,
      libraryFiles: media.files.map { LibraryFile(root: $0.root, path: $0.path, key: $0.key) },
      knownContents: media.contents.compactMap { ContentHash($0) },
      formerContents: media.formerContents.compactMap { ContentHash($0) })
  }
}
