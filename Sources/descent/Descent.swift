import Shell
@main
struct Descent {
    static func main() { tryRun() }
}
