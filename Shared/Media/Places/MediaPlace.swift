/// Where media of tracks or videos are: a folder of music, links, what is made here.
public protocol MediaPlace<Subject, Found>: Sendable {
  associatedtype Subject: Sendable
  associatedtype Found: Sendable

  /// Whether it is worth asking. Says so at once, without looking anywhere.
  func mayHave(_ subject: Subject) -> Bool

  /// Why asking is in vain, where that is certain without looking anywhere.
  func refusal(of subject: Subject) -> MediaError?

  /// The media of a subject that it may have.
  ///
  /// - Throws: `MediaError` where it has none after all; its code and its words say why.
  func media(of subject: Subject) async throws -> Found
}

extension MediaPlace {
  public func refusal(of subject: Subject) -> MediaError? { nil }
}

/// Where sounds of tracks are.
public typealias AnySoundPlace = any MediaPlace<SoughtTrack, FoundSound>
/// Where videos are.
public typealias AnyVideoPlace = any MediaPlace<SoughtVideo, FoundVideo>

/// Why no place that may have the media of a subject will have them, where that is certain at once: such subjects need
/// not wait for their turn to be looked for.
public func foreseenMiss<Subject: Sendable, Found: Sendable>(
  _ subject: Subject, in places: [any MediaPlace<Subject, Found>]
) -> MediaMiss? {
  let asked = places.filter { $0.mayHave(subject) }
  let refusals = asked.compactMap { $0.refusal(of: subject) }
  guard let first = refusals.first, refusals.count == asked.count else { return nil }
  return MediaMiss(first)
}

/// The media of a subject from the first place that has them.
///
/// - Throws: Where none has them, why the first one has not that may have them another time, or else the first one.
public func firstFound<Subject: Sendable, Found: Sendable>(
  _ subject: Subject, in places: [any MediaPlace<Subject, Found>]
) async throws -> Found {
  var failure: MediaError?
  for place in places where place.mayHave(subject) {
    do { return try await place.media(of: subject) } catch let error as MediaError {
      if failure == nil || (error.isRetriable && failure?.isRetriable == false) { failure = error }
    }
  }
  throw failure ?? MediaError(.gone, "it is in no place any more")
}
