import Foundation

/// A file's path as it is written in a folder.
func relativePath(to file: String, from folder: String) -> String {
  let target = URL(fileURLWithPath: file).standardizedFileURL.pathComponents
  let start = URL(fileURLWithPath: folder).standardizedFileURL.pathComponents
  let shared = zip(target, start).prefix { $0 == $1 }.count
  let up = Array(repeating: "..", count: start.count - shared)
  return (up + target[shared...]).joined(separator: "/")
}

/// A file's path from the root, without `.` and `..`.
func absolutePath(of file: String) -> String {
  URL(fileURLWithPath: file).standardizedFileURL.path
}

/// A file's path from the current directory, if it is in it.
func fromHere(_ path: String) -> String {
  let here = FileManager.default.currentDirectoryPath + "/"
  return path.hasPrefix(here) ? String(path.dropFirst(here.count)) : path
}
