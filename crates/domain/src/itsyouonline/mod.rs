//! The dialect of the ItsYou.online identity server.
