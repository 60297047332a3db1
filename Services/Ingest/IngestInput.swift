import FoundationEssentials
import Jobs
import Models

/// What an `ingest` task is about.
enum IngestInput: JobInput, Equatable {
  case creator(InfluencerRequest)
  case catalogue(CatalogueRequest)

  init(body: [UInt8]) throws {
    let data = Data(body)
    if let request = try? JSONDecoder().decode(CatalogueRequest.self, from: data) {
      self = .catalogue(request)
    } else {
      self = .creator(try JSONDecoder().decode(InfluencerRequest.self, from: data))
    }
  }
}
