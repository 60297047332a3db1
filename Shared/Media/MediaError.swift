/// Why media could not be fetched, kept or decoded.
public struct MediaError: Error, Sendable, Equatable, CustomStringConvertible {
  public enum Code: Sendable, Equatable {
    // Fetching
    /// The address leads to a place that nobody outside may name, or is not one of the web.
    case refusedAddress
    /// The source says that there is nothing, or that it is not for us: 401, 403, 404, 410.
    case gone
    /// The source is away, slow or overloaded.
    case unavailable
    /// More bytes than allowed.
    case tooLarge
    /// Something other than media: a page, a text.
    case notMedia
    // Keeping
    case notStored
    /// What is stored is not what was stored.
    case corrupt
    case storeFailed
    // Decoding
    /// Not media that can be read, or damaged beyond use.
    case unreadable
    /// The file lacks what was asked for, or there is no file.
    case missing
    /// More time, memory or pixels than allowed.
    case limit
    /// The decoder died over it, or did not do as it should.
    case crashed
    /// There is no decoder to ask, or it speaks another language.
    case noDecoder
    /// What was asked for makes no sense; the caller is to blame.
    case badOrder
  }

  public let code: Code
  public let message: String
  /// When to try again, where the source said so.
  public let retryAfter: Duration?

  public init(_ code: Code, _ message: String, retryAfter: Duration? = nil) {
    self.code = code
    self.message = message
    self.retryAfter = retryAfter
  }

  /// Whether another try may end better: the world may have changed, or it was not the file's fault.
  public var isRetriable: Bool {
    switch code {
    case .unavailable, .notStored, .storeFailed, .crashed, .noDecoder, .corrupt: true
    case .refusedAddress, .gone, .tooLarge, .notMedia, .unreadable, .missing, .limit, .badOrder: false
    }
  }

  public var description: String { message }
}
