//! Makes the client's modules anew when a model, the manifest or the generator changed.

fn main() -> Result<(), tinsmith::Error> {
    tinsmith::Builder::from_manifest("../../tinsmith.toml", "tinsmith-ec2")?.emit()
}
