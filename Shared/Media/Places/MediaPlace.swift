/// Where media of tracks or videos are: a folder of music, links, what is made here.
public protocol MediaPlace<Subject, Found>: Sendable {
  associatedtype Subject: Sendable
  associatedtype Found: Sendable

  /// Whether it is worth asking. Says so at once, without looking anywhere.
  func mayHave(_ subject: Subject) -> Bool

  /// The media of a subject that it may have.
  ///
  /// - Throws: `MediaError` where it has none after all; its code and its words say why.
  func media(of subject: Subject) async throws -> Found
}

/// Where sounds of tracks are.
public typealias AnySoundPlace = any MediaPlace<SoughtTrack, FoundSound>
/// Where videos are.
public typealias AnyVideoPlace = any MediaPlace<SoughtVideo, FoundVideo>

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
