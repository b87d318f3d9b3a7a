import Spelling

/// Says that a name is not known somewhere, and which one was probably meant.
func unknown(
  _ kind: String, _ name: String, _ place: String = "", among names: some Collection<String>
) -> String {
  let meant = nearest(to: name, among: names).map { "; did you mean '\($0)'?" } ?? ""
  return "unknown \(kind) '\(shortened(name))'\(place)\(meant)"
}

/// A text that is not too long for a message.
func shortened(_ text: String) -> String {
  text.count <= 60 ? text : text.prefix(57) + "..."
}
