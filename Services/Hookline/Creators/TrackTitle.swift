/// What a track is called for people; nil where it is not there any more. Of some sounds only the id is known.
func shownTitle(_ title: String?, limit: Int) -> String {
  guard let title else { return "(gone)" }
  return title.isEmpty ? "(unnamed sound)" : excerpt(title, limit: limit)
}
