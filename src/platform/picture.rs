//! Pictures that people send: read with care, turned the way they were taken, cut to size and written anew, so that
//! nothing of what was sent is served but what can be seen. Colours stay as they were meant: a profile of them is kept.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::{self, FilterType};
use image::metadata::Orientation;
use image::{
    DynamicImage, ImageDecoder, ImageEncoder as _, ImageError, ImageFormat, ImageReader, Limits, Rgba,
    RgbaImage,
};
use tokio::sync::Semaphore;

/// What is read.
const FORMATS: [ImageFormat; 3] = [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP];
/// The most that a picture may hold, in millions of pixels: more than phones take, less than brings a server down.
pub const MAX_MEGAPIXELS: u32 = 40;
/// The least that a picture must hold.
pub const MIN_WIDTH: u32 = 600;
/// The same upwards: half of it, as the widest cut needs.
pub const MIN_HEIGHT: u32 = 300;
/// What a picture may take in memory, in bytes: the largest one with four bytes a pixel.
const MAX_MEMORY: u64 = MAX_MEGAPIXELS as u64 * 1_000_000 * 4;
/// Whoever hides a book in a profile of colours has it left out.
const MAX_PROFILE: usize = 64 * 1024;
/// Of JPEG, of 100: what eyes do not tell from the original at these sizes.
const QUALITY: u8 = 82;

/// A large picture takes some hundred megabytes while it is worked on: one at a time.
static DESK: Semaphore = Semaphore::const_new(1);

/// Why a picture was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureFault {
    /// Not PNG, JPEG or WebP, whatever it calls itself.
    Format,
    /// One of these, but it cannot be read to its end.
    Broken,
    /// Too many pixels.
    TooLarge,
    /// Too few of them.
    TooSmall,
}

impl From<ImageError> for PictureFault {
    fn from(error: ImageError) -> Self {
        match error {
            ImageError::Limits(_) => Self::TooLarge,
            _ => Self::Broken,
        }
    }
}

/// A part of a picture, as JPEG.
#[derive(Debug)]
pub struct Cut {
    /// In pixels; at most what was asked for.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// The file.
    pub jpeg: Vec<u8>,
}

/// Cuts a picture to each of `sizes` around its middle, where that holds up nobody. Nothing is made larger than it
/// came: a small picture gives smaller cuts of the same shape.
///
/// # Errors
/// When the picture is not one to be taken.
pub async fn cut<const N: usize>(bytes: Vec<u8>, sizes: [(u32, u32); N]) -> Result<[Cut; N], PictureFault> {
    let place = DESK.acquire().await.map_err(|_| PictureFault::Broken)?;
    let work = tokio::task::spawn_blocking(move || {
        let cuts = cut_now(&bytes, sizes);
        drop(place);
        cuts
    });
    // A picture over which a reader stumbles is at fault itself.
    work.await.unwrap_or_else(|error| {
        tracing::warn!(%error, "a picture could not be worked on");
        Err(PictureFault::Broken)
    })
}

fn cut_now<const N: usize>(bytes: &[u8], sizes: [(u32, u32); N]) -> Result<[Cut; N], PictureFault> {
    let (picture, profile) = read(bytes)?;
    let mut cuts = Vec::with_capacity(N);
    for size in sizes {
        cuts.push(encode(&cut_out(&picture, size), profile.as_deref())?);
    }
    cuts.try_into().map_err(|_| PictureFault::Broken)
}

/// The picture, and its profile of colours. Its head says how large it is before anything of it is unpacked.
fn read(bytes: &[u8]) -> Result<(DynamicImage, Option<Vec<u8>>), PictureFault> {
    let format = image::guess_format(bytes)
        .ok()
        .filter(|format| FORMATS.contains(format))
        .ok_or(PictureFault::Format)?;
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder()?;
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    if pixels > u64::from(MAX_MEGAPIXELS) * 1_000_000 || decoder.total_bytes() > MAX_MEMORY {
        return Err(PictureFault::TooLarge);
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let (width, height) = if lies_on_its_side(orientation) {
        (height, width)
    } else {
        (width, height)
    };
    if width < MIN_WIDTH || height < MIN_HEIGHT {
        return Err(PictureFault::TooSmall);
    }
    let profile = decoder.icc_profile().ok().flatten();
    let mut picture = DynamicImage::from_decoder(decoder)?;
    picture.apply_orientation(orientation);
    Ok((
        on_paper(picture),
        profile.filter(|profile| is_of_screens(profile)),
    ))
}

fn lies_on_its_side(orientation: Orientation) -> bool {
    matches!(
        orientation,
        Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH
    )
}

/// Whether a profile is of red, green and blue, as what we write (ICC.1:2022, 7.2.8). One of inks or of greys no
/// longer fits the picture.
fn is_of_screens(profile: &[u8]) -> bool {
    profile.len() <= MAX_PROFILE && profile.get(16..20) == Some(b"RGB ")
}

/// What is transparent becomes white, and everything red, green and blue.
fn on_paper(picture: DynamicImage) -> DynamicImage {
    if !picture.color().has_alpha() {
        return picture.into_rgb8().into();
    }
    let mut paper = RgbaImage::from_pixel(picture.width(), picture.height(), Rgba([u8::MAX; 4]));
    imageops::overlay(&mut paper, &picture.into_rgba8(), 0, 0);
    DynamicImage::from(paper).into_rgb8().into()
}

/// The largest part of this shape around the middle, made smaller where it is larger than that. No product here
/// leaves 32 bits: the longer side of a picture is at most [`MAX_MEGAPIXELS`] by [`MIN_HEIGHT`].
fn cut_out(picture: &DynamicImage, (width, height): (u32, u32)) -> DynamicImage {
    let (whole_width, whole_height) = (picture.width(), picture.height());
    let (part_width, part_height) = if whole_width * height > whole_height * width {
        (whole_height * width / height, whole_height)
    } else {
        (whole_width, whole_width * height / width)
    };
    let (left, top) = ((whole_width - part_width) / 2, (whole_height - part_height) / 2);
    let part = picture.crop_imm(left, top, part_width, part_height);
    if part_width > width {
        part.resize_exact(width, height, FilterType::Lanczos3)
    } else {
        part
    }
}

fn encode(picture: &DynamicImage, profile: Option<&[u8]>) -> Result<Cut, PictureFault> {
    let mut jpeg = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut jpeg, QUALITY);
    if let Some(profile) = profile {
        encoder
            .set_icc_profile(profile.to_vec())
            .map_err(|_| PictureFault::Broken)?;
    }
    let (width, height) = (picture.width(), picture.height());
    encoder.write_image(picture.as_bytes(), width, height, picture.color().into())?;
    Ok(Cut { width, height, jpeg })
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{Rgb, RgbImage};

    const SIZES: [(u32, u32); 2] = [(1600, 800), (1200, 630)];

    fn file(picture: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        picture.into().write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    #[test]
    fn the_middle_is_kept_and_nothing_is_made_larger() {
        // Green in the middle, red at both ends.
        let wide = RgbImage::from_fn(2400, 600, |x, _| {
            if (600..1800).contains(&x) {
                Rgb([0, 200, 0])
            } else {
                Rgb([200, 0, 0])
            }
        });
        let [cut, share] = cut_now(&file(wide, ImageFormat::Png), SIZES).unwrap();
        assert_eq!((cut.width, cut.height), (1200, 600));
        assert_eq!((share.width, share.height), (1142, 600));
        let seen = image::load_from_memory(&cut.jpeg).unwrap().into_rgb8();
        for x in [4, 600, 1195] {
            assert!(seen.get_pixel(x, 300)[1] > 150, "{x}");
        }
        let large = RgbImage::new(4000, 3000);
        let [cut, share] = cut_now(&file(large, ImageFormat::Jpeg), SIZES).unwrap();
        assert_eq!((cut.width, cut.height), (1600, 800));
        assert_eq!((share.width, share.height), (1200, 630));
    }

    #[test]
    fn what_is_transparent_becomes_paper() {
        let clear = RgbaImage::from_pixel(600, 300, Rgba([9, 9, 9, 0]));
        let [cut, _] = cut_now(&file(clear, ImageFormat::WebP), SIZES).unwrap();
        let seen = image::load_from_memory(&cut.jpeg).unwrap().into_rgb8();
        assert_eq!(seen.get_pixel(300, 150), &Rgb([255; 3]));
    }

    #[test]
    fn a_picture_is_turned_as_it_was_taken() {
        // TIFF's head, one entry: orientation 6, to be turned right by a quarter.
        let exif = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
        let mut sent = Vec::new();
        let mut encoder = JpegEncoder::new(&mut sent);
        encoder.set_exif_metadata(exif.to_vec()).unwrap();
        encoder.encode_image(&RgbImage::new(300, 600)).unwrap();
        let [cut, _] = cut_now(&sent, SIZES).unwrap();
        assert_eq!(
            (cut.width, cut.height),
            (600, 300),
            "too narrow if it were not turned"
        );
        assert!(!cut.jpeg.windows(4).any(|four| four == b"Exif"));
    }

    #[test]
    fn each_fault_has_its_name() {
        let small = file(RgbImage::new(599, 400), ImageFormat::Png);
        let good = file(RgbImage::new(600, 300), ImageFormat::Png);
        let broken = &good[..good.len() / 2];
        // A head that promises a billion pixels, with its checksum.
        let mut bomb = good.clone();
        bomb[16..24].copy_from_slice(&[0, 0, 0x80, 0, 0, 0, 0x80, 0]);
        let crc = crc(&bomb[12..29]);
        bomb[29..33].copy_from_slice(&crc.to_be_bytes());
        for (bytes, fault) in [
            (
                &b"<svg xmlns='http://www.w3.org/2000/svg'/>"[..],
                PictureFault::Format,
            ),
            (b"GIF89a\x01\0\x01\0\0\0\0;", PictureFault::Format),
            (b"", PictureFault::Format),
            (broken, PictureFault::Broken),
            (&bomb, PictureFault::TooLarge),
            (&small, PictureFault::TooSmall),
        ] {
            assert_eq!(cut_now(bytes, SIZES).unwrap_err(), fault);
        }
        assert!(cut_now(&good, SIZES).is_ok());
    }

    /// PNG's checksum (PNG, annex D).
    fn crc(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(u32::MAX, |crc, byte| {
            (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
                if crc & 1 == 1 {
                    0xedb8_8320 ^ (crc >> 1)
                } else {
                    crc >> 1
                }
            })
        })
    }
}
