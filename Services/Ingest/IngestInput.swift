import FoundationEssentials
import Jobs
import Models

/// What an `ingest` task is about.
enum IngestInput: JobInput, Equatable {
  case creator(InfluencerRequest)
  case catalogue(CatalogueRequest)
  case listing(ListingRequest)

  init(body: [UInt8]) throws {
    let data = Data(body)
    let decoder = JSONDecoder()
    if let request = try? decoder.decode(CatalogueRequest.self, from: data) {
      self = .catalogue(request)
    } else if let request = try? decoder.decode(ListingRequest.self, from: data) {
      self = .listing(request)
    } else {
      self = .creator(try decoder.decode(InfluencerRequest.self, from: data))
    }
  }
}
