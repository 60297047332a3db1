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

/// What was heard in a track.
struct Heard: Sendable {
  let sound: AnalyzedSound
  let stored: StoredSound
  let links: [TrackLink]
}

/// Finds the sound of tracks and listens to it.
struct Ear: Sendable {
  /// After so many attempts of a task that came to nothing, a track is left unheard for a week.
  static let mostAttempts = 2

  let places: [AnySoundPlace]
  let decoder: Decoder
  let database: any Database
  /// How many tracks are listened to at once.
  let jobs: Int
  var settings = SoundAnalysis.Settings()

  /// As the environment says.
  init(_ settings: Settings, _ parts: WorkerParts) {
    let decoding = DecoderSettings(settings, jobs: settings[\.listenJobs])
    let links = LinkedMedia(settings, of: "tracks", logger: parts.logger)
    var songs = SampleSounds(rate: Listener.sampleRate)
    if let links { songs.folder = links.workFolder }
    self.init(
      places: [LibraryPlace(), songs] + (links.map { [LinkPlace(links: $0)] } ?? []),
      decoder: Decoder(decoding, logger: parts.logger),
      database: parts.database,
      jobs: decoding.slots)
  }

  init(places: [AnySoundPlace], decoder: Decoder, database: any Database, jobs: Int = 1) {
    self.places = places
    self.decoder = decoder
    self.database = database
    self.jobs = jobs
  }

  func mayHear(_ track: SoughtTrack) -> Bool { places.contains { $0.mayHave(track) } }

  /// Why listening is in vain, where that is certain at once.
  func foreseenMiss(_ track: SoughtTrack) -> MediaMiss? { Media.foreseenMiss(track, in: places) }

  func close() async { await decoder.close() }

  /// - Throws: `MediaMiss` where the sound cannot be had or understood; what the database throws.
  func listen(to id: Track.ID, _ media: TrackMedia, attempt: Int = 1) async throws -> Heard {
    guard attempt <= Self.mostAttempts else {
      throw MediaMiss.endless("listening to it came to no end")
    }
    do {
      let found = try await firstFound(SoughtTrack(id, media), in: places)
      let (sound, prints) = try await hear(found, wantsPrints: !media.wasCompared && !found.isUnique)
      let links = try await relations(of: id, prints)
      return Heard(sound: sound, stored: try Self.stored(id, media, found, sound), links: links)
    } catch let error as MediaError {
      try Task.checkCancellation()
      throw MediaMiss(error)
    }
  }

  private func hear(
    _ found: FoundSound, wantsPrints: Bool
  ) async throws -> (AnalyzedSound, [Fingerprint]) {
    try await decoder.again {
      let heard = try await decoder.hearing(
        of: found.file, settings, prints: wantsPrints ? .ofRecording : nil)
      return (heard.sound, try await decoder.versions(of: found.file, after: heard.prints))
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
