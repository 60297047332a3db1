import FoundationEssentials
public import Jobs
import Models
import Storage

extension Admission {
  /// Requests that producers publish to the queues of ingest themselves.
  public static let influencer = Admission(
    type: InfluencerRequest.type, schemas: InfluencerRequest.schema...InfluencerRequest.schema
  ) { body in
    let request: InfluencerRequest
    do { request = try JSONDecoder().decode(InfluencerRequest.self, from: Data(body)) } catch {
      throw EnvelopeError(.malformed, reason(error as? DecodingError))
    }
    return Request(
      runKind: InfluencerRequest.runKind, subject: request.subject, payload: try JSON(encoding: request))
  }

  /// In words for who wrote the producer.
  private static func reason(_ error: DecodingError?) -> String {
    switch error {
    case .keyNotFound(let key, _): "\"\(key.stringValue)\" is missing"
    case .typeMismatch(_, let context) where context.codingPath.isEmpty: "the body is no JSON object"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      "\"\(name(context))\" is not what it has to be: a text"
    case .dataCorrupted(let context) where context.codingPath.isEmpty: "the body is not JSON"
    case .dataCorrupted(let context): "\"\(name(context))\" is of no use: \(context.debugDescription)"
    default: "the body cannot be read"
    }
  }

  private static func name(_ context: DecodingError.Context) -> String {
    context.codingPath.map(\.stringValue).joined(separator: ".")
  }
}
